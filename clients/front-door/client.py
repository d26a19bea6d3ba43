# A program that was written for winic, at the front door: zeep's proxy from the WSDL, and a form in GB2312.
# python3 client.py BASE USER PASSWORD VERSION

import re
import sys
import time
import urllib.parse
import urllib.request

import zeep

base, user, password, version = sys.argv[1:5]

port = "Service1Soap12" if version == "1.2" else "Service1Soap"
soap = zeep.Client(base + "/door/winic-asmx/service.asmx?WSDL", port_name=port).service
answer = soap.SendMessages(uid=user, pwd=password, tos="13800138000", msg="您好——【驿站】", otime="").strip()
print("id=" + ("ok" if re.fullmatch("[0-9]{16}", answer) else answer))
print("refused=" + soap.SendMessages(uid=user, pwd="wrong", tos="13800138000", msg="a", otime="").strip())
reports = ""
for i in range(100):
    if answer in reports:
        break
    time.sleep(0.2)
    reports += soap.SMS_Reports(uid=user, pwd=password)
print("report=" + ("ok" if "%s/%s/13800138000/DELIVRD/" % (answer, user) in reports else reports))

form = urllib.parse.urlencode(
    {"id": user, "pwd": password, "to": "13800138000", "content": "您好", "time": ""}, encoding="gbk")
with urllib.request.urlopen(base + "/door/winic-http/sys_port/gateway/index.asp", form.encode("ascii")) as page:
    print("form=" + page.read().decode("gbk").split("/")[0])
