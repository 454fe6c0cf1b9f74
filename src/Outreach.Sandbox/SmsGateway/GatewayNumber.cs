namespace Outreach.Sandbox.SmsGateway;

/// <summary>Vietnamese mobile numbers as the two gateways take them, and as the phones here are known: +84901234567.</summary>
internal static class GatewayNumber
{
    /// <summary>Null for what is no mobile number.</summary>
    public static string? Read(string? text)
    {
        var rest = text switch
        {
            ['8', '4', .. var digits] when digits.Length == 9 => digits,
            ['0', .. var digits] => digits,
            _ => "",
        };
        return rest is ['3' or '5' or '7' or '8' or '9', ..] && rest.Length == 9 && rest.All(char.IsAsciiDigit) ? "+84" + rest : null;
    }
}
