"""Receives callbacks, checks their signature, and appends each new record to a file, one JSON object a line.

CALLBACK_SECRET=whsec_… CALLBACK_FILE=records.jsonl python3 receiver.py 8081
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = base64.b64decode(os.environ["CALLBACK_SECRET"].removeprefix("whsec_"))
FILE = os.environ["CALLBACK_FILE"]
TOLERANCE_SECONDS = 300


def is_signed(headers, body):
    sent_at = headers["webhook-timestamp"] or "0"
    content = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(KEY, content, hashlib.sha256)).decode()
    # While the secret is changed there are two signatures.
    signatures = (headers["webhook-signature"] or "").split()
    is_ours = any(hmac.compare_digest(expected, signature) for signature in signatures)
    return is_ours and abs(time.time() - int(sent_at)) <= TOLERANCE_SECONDS


def store(data):
    kind = "reports" if "reports" in data else "replies"
    # A callback may come twice. In a database, a unique key on consumer, kind and position does this.
    with open(FILE, "a+", encoding="utf-8") as file:
        file.seek(0)
        known = [json.loads(line) for line in file]
        last = max(
            (int(each["position"]) for each in known if (each["consumer"], each["kind"]) == (data["consumer"], kind)),
            default=0,
        )
        for record in data[kind]:
            if int(record["position"]) > last:
                record.update(consumer=data["consumer"], kind=kind)
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = is_signed(self.headers, body)
        if signed:
            store(json.loads(body)["data"])
        self.send_response(204 if signed else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()


# One at a time: that is how the gateway sends the callbacks of one consumer.
HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
