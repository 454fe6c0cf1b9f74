namespace Outreach.EndToEnd.Support;

/// <summary><c>serve</c> with nothing configured: an empty folder and the sandbox as provider.</summary>
public sealed class RunningServe : IAsyncLifetime
{
    public DataFolder Data { get; } = new();

    public OutreachProcess Process { get; private set; } = null!;

    public SandboxControl Sandbox { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Process = await OutreachProcess.ServeAsync(null, "serve", "--data", Data.Path, "--urls", "http://127.0.0.1:0");
        Sandbox = new SandboxControl(Process.SandboxUrl);
        Http = new HttpClient { BaseAddress = new Uri(Process.ServiceUrl) };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Sandbox.Dispose();
        await Process.DisposeAsync();
        Data.Dispose();
    }
}
