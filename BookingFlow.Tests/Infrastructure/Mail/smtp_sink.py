"""An SMTP server for tests, with configurable faults.

It prints its port to standard output and exits when standard input is closed. It stores every received message
in the folder as <n>.eml (the message) and <n>.json (the envelope). Its faults are configured in the control file,
a JSON object that is read again at every step:

    greet: false                    accept the connection and send no greeting
    reject_recipients: [address…]   reply 550 for these recipients
    defer_recipients: true          reply 451 for every recipient
    reject_message: true            reply 554 after the message
    defer_message: true             reply 451 after the message
    drop_at_data: true              close the connection at DATA
    drop_after_message: true        store the message and close the connection without a reply
    withhold_reply: true            store the message and send the reply when this is no longer set
    withhold_reply_from: n          the same, from the n-th message of the server on
    max_messages: n                 reply 421 to MAIL and close the connection after n messages of a session
    close_after: n                  close the connection after the reply to the n-th message of a session
    quit: "silence" | "drop"        send no reply to QUIT, or close the connection without one
"""

import argparse
import asyncio
import json
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, syntax

# aiosmtpd warns about authentication without TLS, which some tests need.
warnings.simplefilter("ignore")
logging.disable()

parser = argparse.ArgumentParser()
parser.add_argument("--folder", required=True)
parser.add_argument("--control", required=True)
parser.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--user")
parser.add_argument("--password")
parser.add_argument("--mechanism", choices=["LOGIN", "PLAIN"])
parser.add_argument("--smtputf8", action="store_true")
options = parser.parse_args()


def fault(name):
    with open(options.control, encoding="utf-8") as file:
        return json.load(file).get(name)


async def silence():
    await asyncio.get_running_loop().create_future()


class Handler:
    received = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in (fault("reject_recipients") or []):
            return "550 5.1.1 No such mailbox"
        if fault("defer_recipients"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if fault("reject_message"):
            return "554 5.6.0 Not this message"
        if fault("defer_message"):
            return "451 4.3.0 Try again later"
        Handler.received += 1
        server.message_count += 1
        number = Handler.received
        path = os.path.join(options.folder, str(number))
        with open(path + ".json", "w", encoding="utf-8") as file:
            json.dump({
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "tls": session.ssl is not None or options.security == "tls",
                "user": str(session.auth_data) if session.auth_data else None,
                "smtpUtf8": envelope.smtp_utf8,
            }, file)
        with open(path + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(path + ".part", path + ".eml")
        if fault("drop_after_message"):
            server.transport.abort()
        while fault("withhold_reply") or number >= (fault("withhold_reply_from") or sys.maxsize):
            await asyncio.sleep(0.02)
        return "250 OK"


def count(name):
    """Appends one byte to a file, whose length is the number of events."""
    with open(os.path.join(options.folder, name), "a", encoding="utf-8") as file:
        file.write("x")


class Session(SMTP):
    message_count = 0

    @syntax("MAIL")
    async def smtp_MAIL(self, arg):
        if (maximum := fault("max_messages")) is not None and self.message_count >= maximum:
            await self.push("421 4.7.0 Too many messages in one session")
            self.transport.close()
            return
        await super().smtp_MAIL(arg)

    @syntax("DATA")
    async def smtp_DATA(self, arg):
        if fault("drop_at_data"):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)
        count("replies")
        if self.message_count == fault("close_after"):
            self.transport.close()

    @syntax("QUIT")
    async def smtp_QUIT(self, arg):
        count("quit_commands")
        if fault("quit") == "silence":
            await silence()
        if fault("quit") == "drop":
            self.transport.abort()
            return
        await super().smtp_QUIT(arg)


def authenticate(server, session, envelope, mechanism, data):
    user, password = data.login.decode(), data.password.decode()
    is_valid = (user, password) == (options.user, options.password)
    return AuthResult(success=is_valid, handled=False, auth_data=user)


def create_session():
    count("sessions")
    if fault("greet") is False:
        return asyncio.Protocol()
    return Session(
        Handler(),
        hostname="sink.example",
        enable_SMTPUTF8=options.smtputf8,
        tls_context=context if options.security == "starttls" else None,
        require_starttls=options.security == "starttls",
        auth_required=options.user is not None,
        auth_require_tls=False,
        auth_exclude_mechanism={"LOGIN", "PLAIN"} - {options.mechanism} if options.mechanism else None,
        authenticator=authenticate,
    )


context = None
if options.security != "none":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(create_session, "127.0.0.1", 0, ssl=context if options.security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
