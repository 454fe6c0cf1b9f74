using Microsoft.Extensions.Logging.Abstractions;
using Outreach.Assistant.Dialogs;
using Outreach.Inbox.Dossiers;
using Outreach.Sandbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Inbox.Dossiers;

public sealed class DossierLookupTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("H24.12-261101-0001", DossierStage.Received)]
    [InlineData("H24.12-261101-0002", DossierStage.Processing)]
    [InlineData("H24.12-261101-0003", DossierStage.NeedsSupplement)]
    [InlineData("H24.12-261101-0004", DossierStage.NeedsPayment)]
    [InlineData("000.00.12.H24-261101-0005", DossierStage.Overdue)]
    [InlineData("H24.12-261101-0006", DossierStage.Refused)]
    [InlineData("H24.12-261101-0010", DossierStage.Done)]
    public async Task A_dossier_of_the_sandbox_is_known(string code, DossierStage stage)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), "http://127.0.0.1:0", default);

        var known = (await Lookup(new Uri(sandbox.Url)).FindAsync(code, default)).ShouldBeOfType<DossierFinding.Known>();

        known.Stage.ShouldBe(stage);
        known.Procedure.ShouldBe("Đăng ký tạm trú");
        (known.ReceivedOn, known.DueOn).ShouldBe((new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 6)));
    }

    [Theory]
    [InlineData("H24.12-261101-0000")]
    [InlineData("PAKN.20261101.0012")]
    public async Task What_the_sandbox_does_not_have_is_unknown(string code)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), "http://127.0.0.1:0", default);

        (await Lookup(new Uri(sandbox.Url)).FindAsync(code, default)).ShouldBeOfType<DossierFinding.Unknown>();
    }

    [Theory]
    [InlineData("H24.12-261101-9998")]
    [InlineData("H24.12-261101-9999")]
    public async Task An_error_and_silence_are_not_taken_for_no_dossier(string code)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), "http://127.0.0.1:0", default);

        (await Lookup(new Uri(sandbox.Url), TimeSpan.FromMilliseconds(500)).FindAsync(code, default)).ShouldBeOfType<DossierFinding.Unreachable>();
    }

    [Fact]
    public async Task Nobody_listening_is_not_taken_for_no_dossier() =>
        (await Lookup(FakeProvider.Down()).FindAsync("H24.12-261101-0001", default)).ShouldBeOfType<DossierFinding.Unreachable>();

    [Theory]
    [InlineData("<html>502</html>")]
    [InlineData("""{"state":"nonsense","asOf":"2026-11-22"}""")]
    [InlineData("null")]
    public async Task An_answer_nobody_understands_is_not_guessed_at(string body)
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.Answers("/dossiers/H24.12-261101-0001", body);

        (await Lookup(provider.Url).FindAsync("H24.12-261101-0001", default)).ShouldBeOfType<DossierFinding.Unreachable>();
    }

    [Fact]
    public async Task Who_gives_up_is_told_so_and_not_that_the_system_is_silent()
    {
        await using var provider = await FakeProvider.StartAsync();
        var asked = provider.KeepsSilentAt("/dossiers/H24.12-261101-0001");
        using var gone = new CancellationTokenSource();

        var finding = Lookup(provider.Url).FindAsync("H24.12-261101-0001", gone.Token);
        await asked.WaitAsync(Patience);
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(finding);
    }

    private static SandboxDossiers Lookup(Uri url, TimeSpan? timeout = null) =>
        new(new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url, Timeout = timeout ?? Patience }, NullLogger<SandboxDossiers>.Instance);
}
