using System.Globalization;
using System.Net;
using System.Text;
using Outreach.Content;

namespace Outreach.Channels.SmsGateway;

/// <summary>What is wrong with a description of a gateway, by the key that has to change. Pure.</summary>
internal static class SmsGatewayCheck
{
    /// <summary>32 hexadecimal digits are 128 bits; less could be tried out.</summary>
    private const int ShortestSecret = 32;

    public static IEnumerable<(string Key, string Words)> Problems(SmsGatewayOptions settings) =>
        [.. Whole(settings), .. Templates(settings), .. Requests(settings), .. Auth(settings), .. Webhook(settings),
            .. Rules("Send", settings.Send.Rules), .. Rules("Lookup", settings.Lookup.Rules), .. Rules("Receipt", settings.Receipt.Rules),
            .. Tests("Inbound:When", settings.Inbound.When)];

    private static IEnumerable<(string Key, string Words)> Whole(SmsGatewayOptions settings)
    {
        if (settings.HasPreset && !SmsGatewayPresets.Names.Contains(settings.Preset))
            yield return ("Preset", $"is none of {string.Join(", ", SmsGatewayPresets.Names)}, it is \"{settings.Preset}\"");
        if (!string.IsNullOrEmpty(settings.Brandname) && SmsBrandName.FlawOf(settings.Brandname) is { } flaw)
            yield return ("Brandname", $"cannot be registered: {flaw}");
        if (settings.MaxParts is < 1 or > 10)
            yield return ("MaxParts", "must be 1 to 10");
        if (settings.FooterLength is < 0 or > 100)
            yield return ("FooterLength", "must be 0 to 100 characters");
        if (settings.LookupAfterSeconds is not (>= 0 and <= 86_400))
            yield return ("LookupAfterSeconds", "must be 0 to 86400 seconds");
        if (!string.IsNullOrEmpty(settings.Send.Path) && settings.Send.Rules.All(rule => rule.Verdict != SendVerdict.Accepted))
            yield return ("Send:Rules", "must say by which answer a message is Accepted");
        if (!string.IsNullOrEmpty(settings.Lookup.Path) && settings.Lookup.Rules.Count == 0)
            yield return ("Lookup:Rules", "must say what the answers mean");
    }

    private static IEnumerable<(string Key, string Words)> Templates(SmsGatewayOptions settings)
    {
        foreach (var (key, source, format) in settings.Templates)
        {
            var template = SmsTemplate.Read(source);
            if (template.Unknown.FirstOrDefault() is { } unknown)
                yield return (key, $"asks for {{{unknown}}}, which nothing stands in for");
            else if (settings.Auth.Kind != AuthKind.OAuth2 && template.Names.FirstOrDefault(name => name is "token" or "session") is { } token)
                yield return (key, $"asks for {{{token}}}, which only Auth:Kind OAuth2 has");

            // A one fits everywhere: within quotes, and where a number must stand.
            if (!string.IsNullOrEmpty(source) && format is WireFormat.Json or WireFormat.Xml
                && SmsFields.Read(Encoding.UTF8.GetBytes(template.Fill(_ => "1", value => value)), format) is null)
                yield return (key, $"is not {format.ToString().ToUpperInvariant()}");
        }
    }

    private static IEnumerable<(string Key, string Words)> Requests(SmsGatewayOptions settings)
    {
        foreach (var (section, request) in new (string, SmsGatewayRequest)[] { ("Send", settings.Send), ("Lookup", settings.Lookup) })
        {
            if (request.Path is { Length: > 0 } path && !IsPath(path))
                yield return (section + ":Path", "must be a path below BaseUrl that begins with one '/'");
            if (request.Method is not ("GET" or "POST"))
                yield return (section + ":Method", "must be GET or POST");
            if (!string.IsNullOrEmpty(request.Body) && request.Format == WireFormat.None)
                yield return (section + ":Format", "is missing although Body is set");
            if (request.Answer is not (WireFormat.Json or WireFormat.Xml or WireFormat.Form))
                yield return (section + ":Answer", "must be Json, Xml or Form");
        }

        foreach (var (section, method) in new[] { ("Receipt", settings.Receipt.Method), ("Inbound", settings.Inbound.Method) })
        {
            if (method is not ("GET" or "POST"))
                yield return (section + ":Method", "must be GET or POST");
        }
    }

    private static IEnumerable<(string Key, string Words)> Auth(SmsGatewayOptions settings)
    {
        var auth = settings.Auth;
        (string Key, string? Value)[] needed = auth.Kind switch
        {
            AuthKind.Basic => [("User", auth.User), ("Password", auth.Password)],
            AuthKind.Bearer => [("Value", auth.Value)],
            AuthKind.Header or AuthKind.Query => [("Name", auth.Name), ("Value", auth.Value)],
            AuthKind.OAuth2 => [("TokenPath", auth.TokenPath), ("TokenBody", auth.TokenBody)],
            _ => [],
        };
        foreach (var (key, _) in needed.Where(each => string.IsNullOrEmpty(each.Value)))
            yield return ("Auth:" + key, $"is missing although Auth:Kind is {auth.Kind}");
        if (auth.TokenPath is { Length: > 0 } path && !IsPath(path))
            yield return ("Auth:TokenPath", "must be a path below BaseUrl that begins with one '/'");
    }

    private static IEnumerable<(string Key, string Words)> Webhook(SmsGatewayOptions settings)
    {
        if (settings.WebhookSecret is { Length: > 0 } secret
            && (secret.Length < ShortestSecret || secret.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))))
            yield return ("WebhookSecret", $"must have at least {ShortestSecret} letters, digits, '-' and '_', from a random source");
        if (SmsGatewayAddresses.Read(settings.WebhookAddresses) is null)
            yield return ("WebhookAddresses", "must be IP addresses or networks such as 10.0.0.0/8, by commas");
    }

    private static IEnumerable<(string Key, string Words)> Rules<T>(string section, List<SmsRule<T>> rules)
        where T : struct, Enum
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{section}:Rules:{i}");
            if (rules[i].Verdict is null)
                yield return (key + ":Is", $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
            if (rules[i].When.Count == 0)
                yield return (key + ":When", "must test something");
            foreach (var problem in Tests(key + ":When", rules[i].When))
                yield return problem;
        }
    }

    private static IEnumerable<(string Key, string Words)> Tests(string key, Dictionary<string, string> tests) =>
        tests.Where(test => !SmsTest.MakesSense(test.Value)).Select(test => ($"{key}:{test.Key}", $"compares with what is no number: \"{test.Value}\""));

    private static bool IsPath(string path) => path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal);
}

/// <summary>The addresses webhooks are taken from.</summary>
internal static class SmsGatewayAddresses
{
    /// <summary>Null when one of them is no address; empty when any will do.</summary>
    public static IReadOnlyList<IPNetwork>? Read(string list)
    {
        var networks = new List<IPNetwork>();
        foreach (var each in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(each, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(each, out var one))
                networks.Add(new IPNetwork(one, one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128));
            else
                return null;
        }

        return networks;
    }

    public static bool Allow(IReadOnlyList<IPNetwork> networks, IPAddress? caller)
    {
        if (networks.Count == 0)
            return true;
        return caller is not null && networks.Any(network => network.Contains(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller));
    }
}
