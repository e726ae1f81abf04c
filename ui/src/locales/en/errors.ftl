# One message for each code of an error, and for fields that a server refused.

error-invalid-url = Enter a server address that starts with https://, or http:// on this computer.
error-unreachable = The server doesn't answer. Check its address and your connection.
error-not-infuse = That address works, but it isn't an Infuse server.
error-certificate-expired = The server's certificate has expired, or this computer's clock is wrong. Ask whoever runs the server to renew it.
error-certificate-invalid = The server's certificate can't be trusted, so nothing was sent.
error-timed-out = The server took too long to answer.
error-invalid-credentials = Wrong email or password.
error-email-taken = An account with this email already exists. Sign in instead.
error-validation = The server didn't accept this.
error-name-refused = Use 1 to 100 characters, without line breaks or other control characters.
error-email-refused = Enter a valid email address.
error-password-refused = This password is too short or too common. Use at least 15 characters.
error-forbidden = You don't have permission to do this.
error-not-found = This no longer exists.
error-rate-limited = Too many attempts. Wait a moment, then try again.
error-server-fault = The server had a problem. Its log has the details.
error-signed-out = Your session has ended. Sign in again.
error-keyring-locked = The keyring is locked. Unlock it, then try again.
error-keyring-missing = This desktop has no keyring, so your session can't be kept.
error-local-server = The server inside this app didn't start.
error-file = The file couldn't be saved. Check the folder and the free space.
error-no-home = Choose a server first.
error-internal = Something went wrong in Infuse.
error-keyring-unset = This desktop has no keyring yet, and your session is kept in one. Choose a password for it in the window that asks for one, then try again. If no window appears, create a default keyring in the desktop's password manager.
error-port-taken = Another program is using the port of the server inside this app.
error-local-unreadable = The data on this computer can't be opened.
