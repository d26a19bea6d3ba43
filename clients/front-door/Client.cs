// A program that was written for winic, at the front door: the proxy that Mono's wsdl tool generates is ASP.NET's
// classic web service client.
// mono client.exe BASE USER PASSWORD VERSION

using System;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Web.Services.Protocols;

static class Client
{
    static void Main(string[] args)
    {
        string at = args[0], user = args[1], password = args[2];
        var soap = new Service1
        {
            Url = at + "/door/winic-asmx/service.asmx",
            SoapVersion = args[3] == "1.2" ? SoapProtocolVersion.Soap12 : SoapProtocolVersion.Soap11
        };
        string id = soap.SendMessages(user, password, "13800138000", "您好——【驿站】", "").Trim();
        Console.WriteLine("id=" + (Regex.IsMatch(id, "^[0-9]{16}$") ? "ok" : id));
        Console.WriteLine("refused=" + soap.SendMessages(user, "wrong", "13800138000", "a", "").Trim());
        string reports = "";
        for (int i = 0; i < 100 && !reports.Contains(id); i++)
        {
            Thread.Sleep(200);
            reports += soap.SMS_Reports(user, password);
        }
        bool reported = reports.Contains(id + "/" + user + "/13800138000/DELIVRD/");
        Console.WriteLine("report=" + (reported ? "ok" : reports));

        var form = new WebClient();
        form.Headers[HttpRequestHeader.ContentType] = "application/x-www-form-urlencoded";
        // 您好 in GB2312.
        string content = "id=" + user + "&pwd=" + password + "&to=13800138000&content=%C4%FA%BA%C3&time=";
        byte[] answer = form.UploadData(
            at + "/door/winic-http/sys_port/gateway/index.asp", Encoding.ASCII.GetBytes(content));
        Console.WriteLine("form=" + Encoding.ASCII.GetString(answer).Split('/')[0]);
    }
}
