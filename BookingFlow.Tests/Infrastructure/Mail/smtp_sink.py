"""A mail server for tests: takes real SMTP conversations and behaves as badly as it is told.

It announces its port on standard output and ends with its standard input. Every accepted message becomes
<n>.eml (the bytes between DATA and the dot) and <n>.json (the envelope) in the folder. How it behaves stands in
the control file, a JSON object that is read anew at every step:

    greet: false              accept the connection and say nothing
    refuse: [address, ...]    550 for these recipients
    recipients_later: true    451 for every recipient
    refuse_message: true      554 after the message
    message_later: true       451 after the message
    drop_at_data: true        close the connection at DATA
    drop_after_message: true  take the message and close the connection instead of saying so
    swallow: true             take the message and do not say so, as long as this stands here
    swallow_from: n           the same from the n-th message on
    most: n                   421 at MAIL, and an end, once a conversation has brought n messages
    hang_up_after: n          close the connection as soon as it was said that the n-th message of a conversation is taken
    quit: "silence" | "drop"  what comes of QUIT
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

# A password without TLS is what some of the tests are about.
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
options = parser.parse_args()


def told(word):
    with open(options.control, encoding="utf-8") as file:
        return json.load(file).get(word)


async def silence():
    await asyncio.get_running_loop().create_future()


class Sink:
    taken = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in (told("refuse") or []):
            return "550 5.1.1 No such mailbox"
        if told("recipients_later"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if told("refuse_message"):
            return "554 5.6.0 Not this message"
        if told("message_later"):
            return "451 4.3.0 Try again later"
        Sink.taken += 1
        server.brought += 1
        number = Sink.taken
        path = os.path.join(options.folder, str(Sink.taken))
        with open(path + ".json", "w", encoding="utf-8") as file:
            json.dump({
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "tls": session.ssl is not None or options.security == "tls",
                "user": str(session.auth_data) if session.auth_data else None,
            }, file)
        with open(path + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(path + ".part", path + ".eml")
        if told("drop_after_message"):
            server.transport.abort()
        while told("swallow") or number >= (told("swallow_from") or sys.maxsize):
            await asyncio.sleep(0.02)
        return "250 Taken"


def count(what):
    with open(os.path.join(options.folder, what), "a", encoding="utf-8") as file:
        file.write("x")


class Conversation(SMTP):
    brought = 0

    @syntax("MAIL")
    async def smtp_MAIL(self, arg):
        if (most := told("most")) is not None and self.brought >= most:
            await self.push("421 4.7.0 Too many messages in one conversation")
            self.transport.close()
            return
        await super().smtp_MAIL(arg)

    @syntax("DATA")
    async def smtp_DATA(self, arg):
        if told("drop_at_data"):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)
        count("answers")
        if self.brought == told("hang_up_after"):
            self.transport.close()

    @syntax("QUIT")
    async def smtp_QUIT(self, arg):
        count("goodbyes")
        if told("quit") == "silence":
            await silence()
        if told("quit") == "drop":
            self.transport.abort()
            return
        await super().smtp_QUIT(arg)


def authenticate(server, session, envelope, mechanism, data):
    user, password = data.login.decode(), data.password.decode()
    right = (user, password) == (options.user, options.password)
    return AuthResult(success=right, handled=False, auth_data=user)


def converse():
    count("conversations")
    if told("greet") is False:
        return asyncio.Protocol()
    return Conversation(
        Sink(),
        hostname="sink.example",
        enable_SMTPUTF8=False,
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
    server = await loop.create_server(converse, "127.0.0.1", 0, ssl=context if options.security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
