#!/usr/bin/env python3
"""Calls the gateway with Zeep, driven by the WSDL.

python3 client.py BASE USER PASSWORD VERSION RUN
"""

import sys
from datetime import datetime, timedelta, timezone

from requests import Session
from requests.auth import HTTPBasicAuth
from zeep import Client
from zeep.exceptions import Fault
from zeep.transports import Transport

PORTS = {"1.1": "SmsGatewaySoap", "1.2": "SmsGatewaySoap12"}


def client_of(base, user, password):
    session = Session()
    session.auth = HTTPBasicAuth(user, password)
    return Client(base + "/sms?wsdl", transport=Transport(session=session))


def typed(client, fault):
    """The gateway's typed fault: Zeep returns the detail as an element, which its types parse."""
    return client.wsdl.types.deserialize(fault.detail[0])


def main(base, user, password, version, run):
    client = client_of(base, user, password)
    # The port selects the SOAP version; client.service is the first port.
    sms = client.bind("SmsGateway", PORTS[version])

    # A response with a single child is that child: here the list of channels.
    channels = sms.ListChannels()
    print(f"channels={len(channels)}")
    print(f"first={channels[0].name} abilities={len(channels[0].ability)}")

    message = {
        "requestId": f"zeep-{version}-{run}",
        "channel": "winic-http",
        "recipient": ["13800138000", "13900139000"],
        "text": "验证码１２３４，5您好<&>镕喆zeep",
        "reference": "zeep",
    }
    sent = sms.Send(**message)
    print(
        f"send={sent.state} deliveries={len(sent.delivery)}"
        f" number={sent.delivery[1].number} outcome={sent.call[0].outcome}"
    )

    # The same requestId with the same content is the same submission: repeating is safe.
    again = sms.Send(**message)
    print("again=" + ("yes" if again.id == sent.id else "no"))

    found = sms.GetSubmission(id=sent.id)
    # An xsd:dateTime is a datetime with its time zone.
    recent = abs(datetime.now(timezone.utc) - found.createdAt) <= timedelta(minutes=1)
    print(
        f"reference={found.reference} createdAt={'ok' if recent else found.createdAt}"
        f" parts={found.parts}"
    )

    try:
        sms.Send(channel="winic-http", recipient=["13800138000"], text="好😀")
        print("fault=none")
    except Fault as fault:
        detail = typed(client, fault)
        print(
            f"fault={detail.code} category={detail.category}"
            f" retryable={'true' if detail.retryable else 'false'} detail={'yes' if detail.detail else 'no'}"
        )

    batch = sms.FetchReports(max=10)
    print("reports=" + ("ok" if isinstance(batch.more, bool) else "no"))
    position = batch.report[-1].position if batch.report else "0"
    sms.Acknowledge(kind="REPORTS", position=position)
    print("acknowledged=ok")

    try:
        sms.GetSubmission(id="1")
        print("missing=none")
    except Fault as fault:
        print("missing=" + typed(client, fault).code)

    # A wrong password: Zeep raises the fault of the response and does not show the status 401.
    stranger = client_of(base, user, "wrong").bind("SmsGateway", PORTS[version])
    try:
        stranger.ListChannels()
        print("denied=no")
    except Fault:
        print("denied=fault")


if __name__ == "__main__":
    main(*sys.argv[1:])
