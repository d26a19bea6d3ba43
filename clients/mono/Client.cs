// Calls the gateway with the proxy class that Mono's wsdl tool generates (see build.sh): ASP.NET's classic web service
// client, System.Web.Services.
// mono client.exe BASE USER PASSWORD VERSION RUN

using System;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Web.Services.Protocols;
using System.Xml;

static class Client
{
    const string Namespace = "urn:yizhan:sms:1";

    static SmsGateway Gateway(string endpoint, string user, string password, string version)
    {
        return new SmsGateway
        {
            Url = endpoint,
            SoapVersion = version == "1.2" ? SoapProtocolVersion.Soap12 : SoapProtocolVersion.Soap11,
            Credentials = new NetworkCredential(user, password),
            // Sends the password with the first request, not only after a 401.
            PreAuthenticate = true
        };
    }

    // An absent string is null. An absent date or number has "Specified" set to false.
    static Submission Send(SmsGateway sms, string requestId, string text, string reference, params string[] recipients)
    {
        return sms.Send(requestId, "winic-http", recipients, text,
            default(DateTime), false, default(DateTime), false, null, reference, null, null, 0, false);
    }

    // A child of the gateway's typed fault, for which the tool generates no class.
    static string FaultDetail(SoapException e, string name)
    {
        XmlElement fault = e.Detail["GatewayFault", Namespace];
        return fault[name, Namespace].InnerText;
    }

    static string YesOrNo(bool yes)
    {
        return yes ? "yes" : "no";
    }

    static void Main(string[] args)
    {
        string endpoint = args[0] + "/sms", user = args[1], password = args[2], version = args[3], run = args[4];
        SmsGateway sms = Gateway(endpoint, user, password, version);

        Channel[] channels = sms.ListChannels();
        Console.WriteLine("channels={0}", channels.Length);
        Console.WriteLine("first={0} abilities={1}", channels[0].name, channels[0].ability.Length);

        string requestId = string.Format("mono-{0}-{1}", version, run);
        const string Text = "验证码１２３４，5您好<&>镕喆mono";
        Submission sent = Send(sms, requestId, Text, "mono", "13800138000", "13900139000");
        Console.WriteLine("send={0} deliveries={1} number={2} outcome={3}",
            sent.state, sent.delivery.Length, sent.delivery[1].number, sent.call[0].outcome);

        // The same requestId with the same content is the same submission: repeating is safe.
        Submission again = Send(sms, requestId, Text, "mono", "13800138000", "13900139000");
        Console.WriteLine("again={0}", YesOrNo(again.id == sent.id));

        Submission found = sms.GetSubmission(sent.id, null, null, null);
        TimeSpan age = DateTime.UtcNow - found.createdAt.ToUniversalTime();
        Console.WriteLine("reference={0} createdAt={1} parts={2}",
            found.reference, age.Duration() < TimeSpan.FromMinutes(1) ? "ok" : found.createdAt.ToString("o"), found.parts);

        try
        {
            Send(sms, null, "好😀", null, "13800138000");
            Console.WriteLine("fault=none");
        }
        catch (SoapException e)
        {
            Console.WriteLine("fault={0} category={1} retryable={2} detail={3}",
                FaultDetail(e, "code"), FaultDetail(e, "category"), FaultDetail(e, "retryable"), YesOrNo(FaultDetail(e, "detail") != ""));
        }

        bool more;
        Report[] reports = sms.FetchReports(null, 10, true, out more);
        Console.WriteLine("reports=ok");
        // Mono returns an empty array for an empty list, Microsoft's framework returns null.
        string position = reports != null && reports.Length > 0 ? reports.Last().position : "0";
        sms.Acknowledge(RecordKind.REPORTS, position);
        Console.WriteLine("acknowledged=ok");

        try
        {
            sms.GetSubmission("1", null, null, null);
            Console.WriteLine("missing=none");
        }
        catch (SoapException e)
        {
            Console.WriteLine("missing={0}", FaultDetail(e, "code"));
        }

        // A wrong password.
        try
        {
            Gateway(endpoint, user, "wrong", version).ListChannels();
            Console.WriteLine("denied=no");
        }
        catch (WebException e)
        {
            Console.WriteLine("denied={0}", (int)((HttpWebResponse)e.Response).StatusCode);
        }
        catch (SoapException)
        {
            Console.WriteLine("denied=fault");
        }

        // Mono 6.8's own shutdown aborts now and then while a thread of its pool still closes a connection.
        Console.Out.Flush();
        ExitWithoutShutdown(0);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    static extern void ExitWithoutShutdown(int status);
}
