namespace Outreach.Host;

/// <summary>The settings as the application will read them, for what has to know some before it exists.</summary>
internal static class HostConfiguration
{
    /// <param name="overrides">Settings that outrank files and environment: the command line.</param>
    public static IConfigurationRoot Read(IReadOnlyDictionary<string, string?> overrides) =>
        new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddEnvironmentVariables("OUTREACH__")
            .AddInMemoryCollection(overrides)
            .Build();
}
