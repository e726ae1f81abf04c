"""An SMTP server that keeps what it takes in a folder, and does what the file `behaviour` in it says.

Its arguments are that folder, the port that it listens on, and for TLS `tls` (from the start) or `starttls`, and the files
of a certificate and its key; then it takes mails of `infuse` alone, whose password is `hunter2 & more`. It says its port in
a line of its own. Each mail becomes a file of JSON, as Python's own reader understands it; each recipient that is named
becomes a line of the file `recipients`.
"""

import asyncio
import email
import email.policy
import json
import os
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

REFUSALS = {
    "refuse": "550 5.1.1 No such mailbox",
    "refuse_sender": "550 5.7.1 We take nothing from you",
    "later": "451 4.3.2 Try again later",
}


class Receiver:
    def __init__(self, folder):
        self.folder = folder
        self.taken = 0

    def behaviour(self):
        return (self.folder / "behaviour").read_text()

    async def handle_RCPT(self, server, session, envelope, address, options):
        with open(self.folder / "recipients", "a") as recipients:
            recipients.write(address + "\n")
        behaviour = self.behaviour()
        if behaviour == "hang":
            await asyncio.Event().wait()
        if behaviour == "refuse_elsewhere" and not address.endswith("@example.com"):
            behaviour = "refuse"
        if behaviour in REFUSALS:
            return REFUSALS[behaviour]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.keep(envelope)
        # It has the mail, and whoever sent it never hears so.
        if self.behaviour() == "take_in_silence":
            await asyncio.Event().wait()
        return "250 2.0.0 OK"

    def keep(self, envelope):
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        text = lambda kind: mail.get_body(preferencelist=(kind,)).get_content()
        kept = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in mail.items()],
            "defects": [repr(defect) for part in mail.walk() for defect in part.defects],
            "parts": [part.get_content_type() for part in mail.walk()],
            "plain": text("plain"),
            "html": text("html"),
        }
        self.taken += 1
        unfinished = self.folder / "unfinished"
        unfinished.write_text(json.dumps(kept))
        os.rename(unfinished, self.folder / f"{self.taken:04}.json")


def authenticate(server, session, envelope, mechanism, given):
    return AuthResult(success=(given.login, given.password) == (b"infuse", b"hunter2 & more"))


async def main():
    folder, port, security = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    receiver, context, options = Receiver(folder), None, {}
    if security:
        encryption, *certificate = security
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate)
        options = {"auth_required": True, "authenticator": authenticate}
        if encryption == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
            context = None
        else:
            # The line is encrypted, though not by STARTTLS.
            options |= {"auth_require_tls": False}
    loop = asyncio.get_running_loop()
    protocol = lambda: SMTP(receiver, hostname="receiver", **options)
    server = await loop.create_server(protocol, "127.0.0.1", port, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
