using Outreach.Inbox;

namespace Outreach.Tests.Inbox;

[Trait("Database", "Both")]
public sealed class DeepLinkTests
{
    [Theory]
    [InlineData("1.001193", "tt-1_001193")]
    [InlineData("2.000528.000.00.00.H36", "tt-2_000528_000_00_00_H36")]
    public void A_procedure_has_a_code_that_a_link_can_carry(string procedure, string code)
    {
        DeepLink.For(procedure).ShouldBe(code);
        DeepLink.ProcedureOf(code).ShouldBe(procedure);
    }

    [Theory]
    [InlineData("khai sinh")]
    [InlineData("1.00_1193")]
    [InlineData("")]
    public void What_a_link_cannot_carry_has_no_code(string procedure) => DeepLink.For(procedure).ShouldBeNull();

    [Theory]
    [InlineData("c42_ref")]
    [InlineData("tt-")]
    [InlineData("tt-1_001193\n")]
    [InlineData("tt-1_001193 và thêm")]
    [InlineData("TT-1_001193")]
    [InlineData("tt-1_0000000000000000000000000000000000000000000000000000000000001")]
    [InlineData(null)]
    public void Another_code_names_no_procedure(string? code) => DeepLink.ProcedureOf(code).ShouldBeNull();

    [Theory]
    [InlineData("tt-1_001193", 2)]
    [InlineData("tt-9_999999", 1)]
    [InlineData("c42_ref", 1)]
    [InlineData(null, 1)]
    public async Task Whoever_comes_by_a_link_is_welcomed_and_told_what_it_is_about(string? code, int replies)
    {
        await using var stand = await InboxStand.CreateAsync();

        await stand.ReceiveAsync(code, kind: IncomingKind.Joined);
        await stand.HandleAsync();

        var texts = await stand.RepliesAsync();
        texts.Count.ShouldBe(replies);
        texts[0].ShouldContain("tỉnh Thử Nghiệm");
        if (replies == 2)
            texts[1].ShouldContain("Đăng ký khai sinh (mã 1.001193)");
    }

    [Fact]
    public async Task After_a_link_the_next_question_is_about_the_same_procedure()
    {
        await using var stand = await InboxStand.CreateAsync();
        await stand.ReceiveAsync("tt-1_004194", kind: IncomingKind.Joined);
        await stand.ReceiveAsync("lệ phí bao nhiêu?");

        await stand.HandleAsync();

        (await stand.RepliesAsync())[^1].ShouldContain("15.000");
    }
}
