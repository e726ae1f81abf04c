# One message for each code of an error, and for fields that a server refused.

error-invalid-url = That is not a server's address. It begins with https:// (or http:// on this computer).
error-unreachable = The server does not answer. Check its address and your connection.
error-not-infuse = Something answers there, but it is not an Infuse server.
error-certificate-expired = The server's certificate is out of date, or this computer's clock is. Its operator must renew it.
error-certificate-invalid = The server's certificate is not trusted, or belongs to another name. Nothing was sent.
error-timed-out = The server took too long to answer.
error-invalid-credentials = E-mail and password do not belong together.
error-email-taken = There is already an account with this e-mail. Sign in instead.
error-validation = The server did not accept what was entered.
error-name-refused = The server did not accept this name.
error-email-refused = That does not look like an e-mail address.
error-password-refused = That password is too short or too common. Use at least 15 characters.
error-forbidden = You may not do that here.
error-not-found = That is not there any more.
error-rate-limited = Too many tries. Wait a moment, then try again.
error-server-fault = The server failed to answer properly. Its operator finds the reason in its log.
error-signed-out = The session has ended. Sign in again.
error-keyring-locked = The keyring is locked. Unlock it, then try again.
error-keyring-missing = This desktop has no keyring, so the session can not be kept.
error-local-server = The server inside this app did not start.
error-port-taken = Another program uses the port of the server inside this app.
error-local-unreadable = The data on this computer can not be opened.
error-file = The file could not be written. Check the folder and the free space.
error-no-home = Choose a home first.
error-internal = Something went wrong inside Infuse.
