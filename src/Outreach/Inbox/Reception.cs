using Outreach.Delivery;
using Outreach.Feedback;
using Outreach.Knowledge.Learning;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>Decides what an incoming message leads to: an opt-out, a welcome, a number that was handed over, or the assistant's answer fitted to the channel.</summary>
internal sealed class Reception(Assistance assistance, ContactStore contacts, AddressMoves moves)
{
    public async Task<Handling> HandleAsync(WaitingMessage message, ChannelLimits limits, CancellationToken ct) => message.Kind switch
    {
        IncomingKind.Left => Left(message),
        IncomingKind.Joined => await WelcomeAsync(message, limits, ct),
        IncomingKind.Moved => Moved(message),
        IncomingKind.Refused => OptOut(message) with { Replies = [] },
        IncomingKind.Agreed when await contacts.HasRefusedAsync(message.Channel, message.PeerLookup, ct) => OptIn(message) with { Replies = [] },
        IncomingKind.Agreed => new Handling(message.State, []),
        IncomingKind.Withdrew => Withdraw(message),
        IncomingKind.SharedContact => Shared(message),
        _ when OptOutWords.IsStop(message.Text ?? "", message.Channel) => OptOut(message),
        // "Đồng ý" said to "shall this be sent?" is no consent to receive messages.
        _ when OptOutWords.IsStart(message.Text ?? "") && !Assistance.IsTakingFeedback(message) && await contacts.HasRefusedAsync(message.Channel, message.PeerLookup, ct) => OptIn(message),
        // One owner: two answers to one question, of a person and of a machine, are worse than waiting for the person's.
        _ when message.WithPerson => new Handling(message.State, []),
        _ when ReceivedFiles.IsAll(message) => ReceivedFiles.Answer(message, limits),
        _ => await assistance.AnswerAsync(message, limits, ct),
    };

    /// <summary>The link that led here may name a procedure; it is then answered as if the citizen had asked for it.</summary>
    private async Task<Handling> WelcomeAsync(WaitingMessage message, ChannelLimits limits, CancellationToken ct)
    {
        var welcome = assistance.Welcome(message, limits);
        var answer = await assistance.AboutLinkAsync(message with { State = welcome.State }, limits, ct);
        return new Handling(
            answer?.State ?? welcome.State,
            [.. welcome.Replies, .. answer?.Replies ?? []],
            async (session, ct) =>
            {
                await contacts.SetReachableAsync(session, message.Channel, message.PeerLookup, reachable: true, Said(message, "joined"), ct);
                return answer?.AlsoWrite is not { } also || await also(session, ct);
            });
    }

    private Handling Moved(WaitingMessage message) => new(
        message.State,
        [],
        async (session, ct) =>
        {
            if (message is { Text: { Length: > 0 } address, Peer.Length: > 0 })
                await moves.FollowAsync(session, message.Channel, message.Account, message.Peer, address, ct);
            return true;
        });

    private Handling Left(WaitingMessage message) => new(
        message.State,
        [],
        async (session, ct) =>
        {
            await contacts.SetReachableAsync(session, message.Channel, message.PeerLookup, reachable: false, Said(message, "left"), ct);
            return true;
        });

    private Handling OptOut(WaitingMessage message) => new(
        message.State,
        [new MessageContent(InboxTexts.OptedOut)],
        (session, ct) => contacts.OptOutAsync(session, message.Channel, message.PeerLookup, Said(message, message.Text ?? "stop", InboxTexts.OptedOut), ct));

    private Handling OptIn(WaitingMessage message) => new(
        message.State,
        [new MessageContent(InboxTexts.OptedIn)],
        async (session, ct) =>
        {
            await contacts.OptInAsync(session, message.Channel, message.PeerLookup, Said(message, message.Text ?? "start", InboxTexts.OptedIn), ct);
            return true;
        });

    /// <summary>
    /// A number the provider vouches for joins the contact that has it or has written from this address; nobody known: a new
    /// contact, who agreed by handing it over. Where number and address belong to two people nothing is joined. An earlier no in
    /// person stands. A number that was typed may be a stranger's: it stays in the inbox, for an officer to ring back.
    /// </summary>
    private Handling Shared(WaitingMessage message)
    {
        var shared = message.Details?.Contact;
        if (!PhoneNumber.TryParse(shared?.Phone ?? "", out var phone, out _))
            return new(message.State, [new MessageContent(InboxTexts.ContactUnreadable)]);

        var reply = new MessageContent((shared!.Verified ? InboxTexts.ContactShared : InboxTexts.ContactNoted).Replace("{0}", phone.Masked, StringComparison.Ordinal));
        if (!shared.Verified)
            return new(message.State, [reply]);

        var said = Said(message, "shared name and number by the channel's own form");
        var contact = new NewContact(
            shared.Name ?? phone.Masked,
            [new("sms", phone.Value), new(message.Channel, message.Peer)],
            Consent: new NewConsent(Granted: true, said.Words, said.Source, said.Proof));
        return new(
            message.State,
            [reply],
            async (session, ct) =>
            {
                await contacts.AddAsync(session, contact, ct);
                return true;
            });
    }

    /// <summary>What Zalo calls user_withdraw: consent ends, and words, name and address of the conversation go; their keyed hash stays.</summary>
    private Handling Withdraw(WaitingMessage message) => new(
        State: null,
        [],
        async (session, ct) =>
        {
            await contacts.WithdrawAsync(session, message.Channel, message.PeerLookup, Said(message, "withdrew"), ct);
            await UnansweredQuestions.ForgetAsync(session, message.ConversationId, ct);
            await session.ExecuteAsync("UPDATE inbox SET text = NULL, details = NULL WHERE conversation_id = @ConversationId AND state <> 0", new { message.ConversationId }, ct);
            await FeedbackStore.ForgetAsync(session, message.ConversationId, ct);
            await session.ExecuteAsync("DELETE FROM handoffs WHERE conversation_id = @ConversationId", new { message.ConversationId }, ct);
            await session.ExecuteAsync("UPDATE conversations SET peer = '', peer_name = NULL WHERE id = @ConversationId", new { message.ConversationId }, ct);
            return true;
        });

    /// <param name="confirmation">The text that answers it, ours or, where the provider has answered in our place, none.</param>
    private static ConsentStatement Said(WaitingMessage message, string words, string? confirmation = null) => new(
        words,
        message.Channel,
        ConsentProof.Event(message.Channel, message.Account, message.EventId),
        confirmation is null || message.Kind != IncomingKind.Message ? null : WordingVersion.Of(confirmation),
        Confirmed: confirmation is not null);
}
