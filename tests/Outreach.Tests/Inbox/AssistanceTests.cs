using Outreach.Assistant.Dialogs;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Inbox.Dossiers;

namespace Outreach.Tests.Inbox;

/// <summary>What a reply asks of the world outside is done before it leaves.</summary>
[Trait("Database", "Both")]
public sealed class AssistanceTests : IAsyncLifetime
{
    private InboxStand stand = null!;

    public async Task InitializeAsync() => stand = await InboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_confirmed_feedback_is_stored_and_its_code_told()
    {
        await SayAsync("tôi muốn góp ý", "ghế ngồi chờ ở sảnh bị hỏng đã lâu", "phường Mẫu, sáng nay", "bỏ qua", "gửi đi");

        var stored = (await stand.Feedback.LatestAsync(before: null, limit: 10, default)).ShouldHaveSingleItem();
        (stored.Content, stored.Place, stored.Contact, stored.Channel).ShouldBe(("ghế ngồi chờ ở sảnh bị hỏng đã lâu", "phường Mẫu, sáng nay", null, "zalo"));
        (await stand.RepliesAsync())[^1].ShouldContain(stored.Code);
    }

    [Fact]
    public async Task A_draft_is_not_readable_in_the_database()
    {
        await SayAsync("tôi muốn góp ý", "ghe ngoi cho o sanh bi hong da lau");

        (await stand.ValueAsync<string>("SELECT state FROM conversations"))!.ShouldNotContain("ghe ngoi");
        (await stand.Test.CountAsync("feedback")).ShouldBe(0);
    }

    [Fact]
    public async Task Consent_is_not_read_into_the_yes_that_sends_a_feedback()
    {
        await SayAsync("TC", "tôi muốn góp ý", "ghế ngồi chờ ở sảnh bị hỏng đã lâu", "phường Mẫu", "bỏ qua", "đồng ý");

        (await stand.Test.CountAsync("feedback")).ShouldBe(1);
        (await stand.ValueAsync<long>("SELECT count(*) FROM consents WHERE granted")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_their_data_deleted_takes_their_feedback_along()
    {
        await SayAsync("tôi muốn góp ý", "ghế ngồi chờ ở sảnh bị hỏng đã lâu", "phường Mẫu", "bỏ qua", "gửi đi");
        await stand.ReceiveAsync(null, kind: IncomingKind.Withdrew);
        await stand.HandleAsync();

        (await stand.Test.CountAsync("feedback")).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_remembered_before_it_was_encrypted_is_still_read()
    {
        await stand.ReceiveAsync("xin chào");
        await stand.HandleAsync();
        await stand.ExecuteAsync("""UPDATE conversations SET state = '{"Procedure":"1.004194","Aspect":"documents","Candidates":[],"Introduced":true}'""");
        await SayAsync("lệ phí bao nhiêu?");

        (await stand.RepliesAsync())[^1].ShouldContain("7.000");
    }

    [Fact]
    public async Task A_dossier_is_looked_up_and_its_state_told()
    {
        stand.Dossiers = new Says(new DossierFinding.Known(DossierStage.NeedsSupplement, "Đăng ký tạm trú", "Công an phường Mẫu", new(2026, 11, 1), new(2026, 11, 6), new(2026, 11, 22)));
        await SayAsync("H24.12-261101-0003");

        var reply = (await stand.RepliesAsync()).ShouldHaveSingleItem();
        foreach (var part in (string[])["H24.12-261101-0003", "cần bổ sung", "Công an phường Mẫu", "06/11/2026", "22/11/2026"])
            reply.ShouldContain(part);
    }

    [Fact]
    public async Task A_system_that_does_not_answer_is_said_not_to_answer()
    {
        stand.Dossiers = new Says(new DossierFinding.Unreachable());
        await SayAsync("H24.12-261101-0003");

        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("không trả lời");
    }

    [Fact]
    public async Task Without_a_system_citizens_are_told_where_to_look()
    {
        await SayAsync("H24.12-261101-0003");

        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("dichvucong.gov.vn");
    }

    [Fact]
    public async Task By_SMS_choices_are_numbers_and_a_number_picks_one()
    {
        await stand.ReceiveAsync("dang ky tam tru", channel: "sms");
        await stand.HandleAsync();
        await stand.ReceiveAsync("2", channel: "sms");
        await stand.HandleAsync();

        string.Join('\n', await stand.RepliesAsync()).ShouldContain("Tra loi so: 1 Giay to, 2 Le phi");
        string.Join('\n', await stand.RepliesAsync()).ShouldContain("7.000 d");
        (await stand.RowsAsync()).ShouldAllBe(row => SealedContent.Read(row.Content!, stand.Test.Cipher).Buttons == null);
    }

    private async Task SayAsync(params string[] words)
    {
        foreach (var text in words)
        {
            await stand.ReceiveAsync(text);
            await stand.HandleAsync();
        }
    }

    private sealed class Says(DossierFinding finding) : IDossierLookup
    {
        public Task<DossierFinding> FindAsync(string code, CancellationToken ct) => Task.FromResult(finding);
    }
}
