using Microsoft.Extensions.Configuration;

namespace Outreach.Channels.SmsGateway;

/// <summary>Descriptions of known gateways, which travel with the program. What is configured outranks them, key by key.</summary>
internal static class SmsGatewayPresets
{
    private const string Folder = "sms-gateways/";

    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(SmsGatewayPresets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Folder.Length..]))
            .Order()];

    /// <summary>The section with its preset beneath it.</summary>
    public static IConfigurationSection Beneath(IConfiguration configuration)
    {
        var section = configuration.GetSection(SmsGatewayOptions.Section);
        var preset = section[nameof(SmsGatewayOptions.Preset)];
        if (preset is null || !Names.Contains(preset))
            return section;

        using var stream = typeof(SmsGatewayPresets).Assembly.GetManifestResourceStream($"{Folder}{preset}.json")!;
        var described = new ConfigurationBuilder().AddJsonStream(stream).Build();
        return new ConfigurationBuilder()
            .AddInMemoryCollection(described.AsEnumerable().Select(each => KeyValuePair.Create($"{SmsGatewayOptions.Section}:{each.Key}", each.Value)))
            .AddConfiguration(configuration)
            .Build()
            .GetSection(SmsGatewayOptions.Section);
    }
}
