// Calls the gateway with the proxy class that gSOAP generates from the WSDL (see build.sh).
// client BASE USER PASSWORD VERSION RUN

#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>

#include "soapSmsGatewaySoapProxy.h"

// The namespace table selects the SOAP version. This one is for SOAP 1.2, which the WSDL contains.
#include "SmsGatewaySoap.nsmap"
namespace soap11 {
#include "SmsGatewaySoap11.nsmap"
}

namespace {

class Gateway : public SmsGatewaySoapProxy {
 public:
  // SOAP_C_UTFSTRING: strings hold UTF-8. Without it gSOAP reads every byte as a character of ISO 8859-1.
  Gateway(const char *endpoint, const char *user, const char *password, const std::string &version)
      : SmsGatewaySoapProxy(endpoint, SOAP_C_UTFSTRING), user_(user), password_(password) {
    soap_set_namespaces(soap, version == "1.2" ? namespaces : soap11::namespaces);
  }

  // gSOAP forgets user and password after each call.
  Gateway &authorized() {
    soap->userid = user_;
    soap->passwd = password_;
    return *this;
  }

  // The gateway's typed fault: in SOAP 1.1's detail or in SOAP 1.2's Detail; null when there is none.
  const _ns1__GatewayFault *fault() const {
    if (soap->fault == nullptr) return nullptr;
    const SOAP_ENV__Detail *detail =
        soap->fault->SOAP_ENV__Detail != nullptr ? soap->fault->SOAP_ENV__Detail : soap->fault->detail;
    return detail != nullptr ? detail->ns1__GatewayFault : nullptr;
  }

  // Ends the program if the last call failed.
  void check() {
    if (soap->error == SOAP_OK) return;
    soap_stream_fault(std::cerr);
    std::exit(1);
  }

 private:
  const char *user_;
  const char *password_;
};

std::string codeOf(const Gateway &gateway) {
  const _ns1__GatewayFault *fault = gateway.fault();
  return fault != nullptr ? fault->code : "none";
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 6) {
    std::cerr << "client BASE USER PASSWORD VERSION RUN\n";
    return 2;
  }
  const std::string endpoint = std::string(argv[1]) + "/sms";
  const std::string version = argv[4];
  Gateway sms(endpoint.c_str(), argv[2], argv[3], version);

  _ns1__ListChannels listChannels;
  _ns1__ListChannelsResponse channels;
  sms.authorized().ListChannels(&listChannels, channels);
  sms.check();
  std::cout << "channels=" << channels.channel.size() << '\n'
            << "first=" << channels.channel.at(0)->name
            << " abilities=" << channels.channel.at(0)->ability.size() << '\n';

  // Optional elements are pointers.
  std::string requestId = "gsoap-" + version + "-" + argv[5];
  std::string channel = "winic-http";
  std::string reference = "gsoap";
  _ns1__Send message;
  message.requestId = &requestId;
  message.channel = &channel;
  message.recipient = {"13800138000", "13900139000"};
  message.text = "验证码１２３４，5您好<&>镕喆gsoap";
  message.reference = &reference;
  _ns1__SendResponse sent;
  sms.authorized().Send(&message, sent);
  sms.check();
  std::cout << "send=" << sent.submission->state << " deliveries=" << sent.submission->delivery.size()
            << " number=" << sent.submission->delivery.at(1)->number
            << " outcome=" << sent.submission->call.at(0)->outcome << '\n';

  // The same requestId with the same content is the same submission: repeating is safe.
  _ns1__SendResponse again;
  sms.authorized().Send(&message, again);
  sms.check();
  std::cout << "again=" << (again.submission->id == sent.submission->id ? "yes" : "no") << '\n';

  _ns1__GetSubmission byId;
  byId.id = &sent.submission->id;
  _ns1__GetSubmissionResponse found;
  sms.authorized().GetSubmission(&byId, found);
  sms.check();
  const double age = std::difftime(std::time(nullptr), found.submission->createdAt);
  std::cout << "reference=" << *found.submission->reference
            << " createdAt=" << (age > -60 && age < 60 ? "ok" : "no")
            << " parts=" << found.submission->parts << '\n';

  _ns1__Send unencodable;
  unencodable.channel = &channel;
  unencodable.recipient = {"13800138000"};
  unencodable.text = "好😀";
  _ns1__SendResponse refused;
  sms.authorized().Send(&unencodable, refused);
  if (const _ns1__GatewayFault *fault = sms.fault()) {
    std::cout << "fault=" << fault->code << " category=" << fault->category
              << " retryable=" << (fault->retryable ? "true" : "false")
              << " detail=" << (fault->detail.empty() ? "no" : "yes") << '\n';
  } else {
    std::cout << "fault=none\n";
  }

  int maximum = 10;
  _ns1__FetchReports fetch;
  fetch.max_ = &maximum;
  _ns1__FetchReportsResponse batch;
  sms.authorized().FetchReports(&fetch, batch);
  sms.check();
  std::cout << "reports=ok\n";
  _ns1__Acknowledge acknowledge;
  acknowledge.kind = ns1__RecordKind__REPORTS;
  acknowledge.position = batch.report.empty() ? "0" : batch.report.back()->position;
  _ns1__AcknowledgeResponse acknowledged;
  sms.authorized().Acknowledge(&acknowledge, acknowledged);
  sms.check();
  std::cout << "acknowledged=ok\n";

  std::string missingId = "1";
  byId.id = &missingId;
  _ns1__GetSubmissionResponse missing;
  sms.authorized().GetSubmission(&byId, missing);
  std::cout << "missing=" << codeOf(sms) << '\n';

  // A wrong password: gSOAP's error number is the HTTP status 401.
  Gateway stranger(endpoint.c_str(), argv[2], "wrong", version);
  _ns1__ListChannelsResponse denied;
  std::cout << "denied=" << stranger.authorized().ListChannels(&listChannels, denied) << '\n';

  // The proxies own what they have received.
  stranger.destroy();
  sms.destroy();
  return 0;
}
