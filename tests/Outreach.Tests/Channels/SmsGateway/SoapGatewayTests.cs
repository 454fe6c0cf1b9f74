using System.Xml.Linq;
using Outreach.Channels.SmsGateway;
using Outreach.Delivery;

namespace Outreach.Tests.Channels.SmsGateway;

/// <summary>A third gateway by configuration alone: SOAP as Viettel's bulk SMS speaks it.</summary>
[Trait("Database", "Both")]
public sealed class SoapGatewayTests : ChannelContract
{
    private const string Template =
        """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:impl="http://impl.bulkSms.ws/"><soapenv:Header/><soapenv:Body>
        <impl:wsCpMt><User>{secret:User}</User><Password>{secret:Password}</Password><CPCode>CP</CPCode><RequestID>1</RequestID><UserID>{phone}</UserID><ReceiverID>{phone}</ReceiverID>
        <ServiceID>{brandname}</ServiceID><CommandCode>bulksms</CommandCode><Content>{text}</Content><ContentType>{unicode}</ContentType></impl:wsCpMt></soapenv:Body></soapenv:Envelope>
        """;

    protected override string SendPath => "/bulkapi?wsdl";

    protected override string Address => "+84981234567";

    protected override (int Status, string Body) TooManyRequests => (429, "");

    protected override (int Status, string Body) Taken => (200, Return("Insert MT_QUEUE: OK", 1));

    protected override (int Status, string Body) UnknownCode => (200, Return("Something new", 0));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Wrong password", 200, Return("Authenticate: WRONG_INFORMATION_AUTHENTICATE", 0), new SendOutcome.Misconfigured("0 Authenticate: WRONG_INFORMATION_AUTHENTICATE")),
        new("Another template", 200, Return("Check template: CONTENT_NOT_MATCH_TEMPLATE", 0), new SendOutcome.Rejected("0", "Check template: CONTENT_NOT_MATCH_TEMPLATE")),
        new("A document type", 200, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", new SendOutcome.Unconfirmed("HTTP 200 without the gateway's answer")),
        new("Half a document", 200, "<soap:Envelope><Body>", new SendOutcome.Unconfirmed("HTTP 200 without the gateway's answer")),
    ];

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(SendPath, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Fact]
    public async Task Without_an_id_of_the_gateway_ours_is_kept()
    {
        Provider.Answers(SendPath, Taken.Body);
        var message = Stand.Message(Address, new("Xin chào"));

        (await Stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBe(new SendOutcome.Accepted(message.Id.ToString("N")));
    }

    [Fact]
    public async Task Words_cannot_become_part_of_the_document()
    {
        Provider.Answers(SendPath, Taken.Body);

        await Stand.SendAsync(Address, new("Phí & lệ phí </Content><Content> \"20.000\" 'đồng' > 0\u0001"));

        var request = Provider.Received.Single();
        request.Headers["Content-Type"].ShouldBe("text/xml; charset=utf-8");
        request.Headers["SOAPAction"].ShouldBe("\"\"");
        var call = XDocument.Parse(request.Body).Descendants(XName.Get("wsCpMt", "http://impl.bulkSms.ws/")).Single();
        call.Elements("Content").ShouldHaveSingleItem().Value.ShouldBe("Phi & le phi </Content><Content> \"20.000\" 'dong' > 0");
        call.Element("Password")!.Value.ShouldBe("p<&>w");
        call.Element("ReceiverID")!.Value.ShouldBe("84981234567");
        call.Element("ServiceID")!.Value.ShouldBe("HUEPORTAL");
        call.Element("ContentType")!.Value.ShouldBe("0");
    }

    [Fact]
    public void Without_receipts_none_are_waited_for() => Stand.Channel.Limits.ReportsDelivery.ShouldBeFalse();

    protected override Task<ChannelStand> StandAsync(Uri provider) => ChannelStand.CreateAsync(services => services.AddSmsGateway(), new Dictionary<string, string?>
    {
        ["Channels:SmsGateway:BaseUrl"] = provider.ToString(),
        ["Channels:SmsGateway:Brandname"] = "HUEPORTAL",
        ["Channels:SmsGateway:Secrets:User"] = "u",
        ["Channels:SmsGateway:Secrets:Password"] = "p<&>w",
        ["Channels:SmsGateway:Send:Path"] = "/bulkapi?wsdl",
        ["Channels:SmsGateway:Send:Format"] = "Xml",
        ["Channels:SmsGateway:Send:Headers:SOAPAction"] = "\"\"",
        ["Channels:SmsGateway:Send:Body"] = Template,
        ["Channels:SmsGateway:Send:Answer"] = "Xml",
        ["Channels:SmsGateway:Send:Code"] = "Body.wsCpMtResponse.return.result",
        ["Channels:SmsGateway:Send:Reason"] = "Body.wsCpMtResponse.return.message",
        ["Channels:SmsGateway:Send:Rules:0:When:Body.wsCpMtResponse.return.result"] = "1",
        ["Channels:SmsGateway:Send:Rules:0:Is"] = "Accepted",
        ["Channels:SmsGateway:Send:Rules:1:When:Body.wsCpMtResponse.return.message"] = "Authenticate*|IP*",
        ["Channels:SmsGateway:Send:Rules:1:Is"] = "Misconfigured",
    });

    private static string Return(string message, int result) =>
        $"""
         <?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ns2:wsCpMtResponse xmlns:ns2="http://impl.bulkSms.ws/">
         <return><message>{message}</message><result>{result}</result></return></ns2:wsCpMtResponse></S:Body></S:Envelope>
         """;
}
