// Receives callbacks by SOAP, checks their signature, and appends each new record to a file, one a line. Report and
// Reply are generated from the contract:
//
//   wsdl -server -out:Contract.cs callback.wsdl
//   mcs -out:soap.exe -r:System.Web.Services.dll Soap.cs Contract.cs
//   CALLBACK_SECRET=whsec_… CALLBACK_FILE=records.txt mono soap.exe 8081

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Serialization;

[XmlRoot("ReceiveRecords", Namespace = Soap.Contract)]
public class Request
{
    public string id;
    public string consumer;
    [XmlElement("report")] public Report[] reports;
    [XmlElement("reply")] public Reply[] replies;
}

static class Soap
{
    public const string Contract = "urn:yizhan:sms-callback:1";
    const double ToleranceSeconds = 300;

    static readonly XmlSerializer Requests = new XmlSerializer(typeof(Request));
    static readonly byte[] Key =
        Convert.FromBase64String(Environment.GetEnvironmentVariable("CALLBACK_SECRET").Substring("whsec_".Length));
    static readonly string Records = Environment.GetEnvironmentVariable("CALLBACK_FILE");

    // The last positions. Keep them where the records are: in a database, a unique key on consumer, kind and position.
    static readonly Dictionary<string, long> Last = new Dictionary<string, long>();

    static void Main(string[] args)
    {
        var listener = new HttpListener();
        listener.Prefixes.Add("http://127.0.0.1:" + args[0] + "/");
        listener.Start();
        // One at a time: that is how the gateway sends the callbacks of one consumer.
        while (true)
        {
            HttpListenerContext context = listener.GetContext();
            try
            {
                Receive(context);
            }
            catch (Exception e)
            {
                Console.Error.WriteLine(e);
                context.Response.StatusCode = 500;
            }
            context.Response.Close();
        }
    }

    static void Receive(HttpListenerContext context)
    {
        var copy = new MemoryStream();
        context.Request.InputStream.CopyTo(copy);
        byte[] body = copy.ToArray();
        if (!IsSigned(context.Request, body))
        {
            context.Response.StatusCode = 401;
            return;
        }
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using (XmlReader reader = XmlReader.Create(new MemoryStream(body), settings))
        {
            reader.MoveToContent();
            string envelope = reader.NamespaceURI;
            reader.ReadToFollowing("ReceiveRecords", Contract);
            Store((Request) Requests.Deserialize(reader));
            Answer(context, envelope);
        }
    }

    static void Store(Request request)
    {
        using (var file = new FileStream(Records, FileMode.Append))
        {
            foreach (Report report in request.reports ?? new Report[0])
            {
                Append(file, request.consumer, "report", report.position, report.number, report.state,
                    "requestId=" + report.requestId, "reference=" + report.reference, "channel=" + report.channel);
            }
            foreach (Reply reply in request.replies ?? new Reply[0])
            {
                Append(file, request.consumer, "reply", reply.position, reply.number, reply.text);
            }
            file.Flush(true);
        }
    }

    static void Append(Stream file, string consumer, string kind, string position, params string[] values)
    {
        string reader = consumer + " " + kind;
        long last;
        Last.TryGetValue(reader, out last);
        if (long.Parse(position) > last)
        {
            string line = reader + " " + position + " " + string.Join(" ", values) + "\n";
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            file.Write(bytes, 0, bytes.Length);
            Last[reader] = long.Parse(position);
        }
    }

    static void Answer(HttpListenerContext context, string envelope)
    {
        bool isSoap12 = envelope == "http://www.w3.org/2003/05/soap-envelope";
        context.Response.ContentType = (isSoap12 ? "application/soap+xml" : "text/xml") + "; charset=utf-8";
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false) };
        using (XmlWriter answer = XmlWriter.Create(context.Response.OutputStream, settings))
        {
            answer.WriteStartElement("soap", "Envelope", envelope);
            answer.WriteStartElement("soap", "Body", envelope);
            answer.WriteElementString("ReceiveRecordsResponse", Contract, "");
            answer.WriteEndElement();
            answer.WriteEndElement();
        }
    }

    static bool IsSigned(HttpListenerRequest request, byte[] body)
    {
        string time = request.Headers["webhook-timestamp"] ?? "0";
        byte[] start = Encoding.UTF8.GetBytes(request.Headers["webhook-id"] + "." + time + ".");
        byte[] hash = new HMACSHA256(Key).ComputeHash(start.Concat(body).ToArray());
        string expected = "v1," + Convert.ToBase64String(hash);
        double age = (DateTime.UtcNow - new DateTime(1970, 1, 1)).TotalSeconds - long.Parse(time);
        // While the secret is changed there are two signatures.
        string[] signatures = (request.Headers["webhook-signature"] ?? "").Split(' ');
        return signatures.Any(each => AreEqual(each, expected)) && Math.Abs(age) <= ToleranceSeconds;
    }

    /// In constant time.
    static bool AreEqual(string one, string other)
    {
        int difference = one.Length ^ other.Length;
        for (int i = 0; i < one.Length && i < other.Length; i++)
        {
            difference |= one[i] ^ other[i];
        }
        return difference == 0;
    }
}
