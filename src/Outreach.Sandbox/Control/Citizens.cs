using System.Globalization;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Control;

/// <summary>Lets citizens act: what they do is recorded, shown on their phone and reported to the service.</summary>
internal sealed class Citizens(Ledger ledger, Carrier carrier, IReadOnlyList<IProvider> providers, TimeProvider time)
{
    /// <returns>The sequence number of what happened.</returns>
    /// <exception cref="CitizenMistake">The action makes no sense; the message names the field.</exception>
    public async Task<long> ActAsync(CitizenAction action)
    {
        var provider = providers.FirstOrDefault(provider => provider.Channel == action.Channel)
            ?? throw new CitizenMistake($"channel: '{action.Channel}' is none of {string.Join(", ", Channels.All)}");
        if (provider.Channel == Channels.Facebook)
            throw new CitizenMistake("channel: nobody writes from a page's posts; write on messenger");
        CheckAddress(provider.Channel, action.From, "from");
        var kind = Kind(action.Event, provider.Channel);
        var now = time.GetUtcNow();
        var sender = ledger.Read(state => state.Phones.Find(provider.Channel, action.From!)?.LastSender(provider.Channel));
        var prototype = new PhoneEvent(0, provider.Channel, action.From!, kind, now, To: sender);
        prototype = kind switch
        {
            PhoneEventKind.Tap => Tap(prototype, action),
            PhoneEventKind.Seen => Carrier.Seen(0, Message(action), now),
            PhoneEventKind.Message when action.MovedTo is { } supergroup => Move(prototype, supergroup),
            PhoneEventKind.Share => Share(prototype, action),
            PhoneEventKind.Message when string.IsNullOrWhiteSpace(action.Text) => throw new CitizenMistake("text: is empty"),
            PhoneEventKind.Message => prototype with { Text = action.Text.Normalize() },

            // The code of the link that led to the page's Messenger.
            PhoneEventKind.Join when provider.Channel == Channels.Messenger => prototype with { Text = action.Text },
            _ => prototype,
        };
        return (await carrier.NotifyAsync(provider, seq => prototype with { Seq = seq })).Seq;
    }

    /// <summary>Says whose addresses belong together; repeating it changes nothing.</summary>
    /// <exception cref="CitizenMistake">A person has no name or an address that cannot be one.</exception>
    public async Task RegisterAsync(IReadOnlyList<Person> people)
    {
        for (var i = 0; i < people.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(people[i].Name))
                throw new CitizenMistake($"[{i}].name: is empty");
            if (people[i].Telegram is { } chat)
                CheckAddress(Channels.Telegram, chat, $"[{i}].telegram");
        }

        // All are queued before the first is waited for, so that thousands share a few writes.
        await Task.WhenAll(people.Select(person => ledger.RecordAsync(state => state.IsRegistered(person) ? null : person)));
    }

    private static PhoneEventKind Kind(string? name, string channel)
    {
        if (channel == Channels.Zns)
            throw new CitizenMistake("channel: a ZNS message cannot be answered; write on zalo");
        if (string.IsNullOrEmpty(name))
            return PhoneEventKind.Message;
        if (!Enum.TryParse<PhoneEventKind>(name, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new CitizenMistake($"event: '{name}' is none of {string.Join(", ", Enum.GetNames<PhoneEventKind>()).ToLowerInvariant()}");
        if (channel == Channels.Sms && kind != PhoneEventKind.Message)
            throw new CitizenMistake($"event: SMS knows no '{name}'; write STOP or START instead");
        if (kind == PhoneEventKind.Share && channel != Channels.Zalo)
            throw new CitizenMistake($"event: nobody is asked for a number on {channel}");
        if (kind == PhoneEventKind.Seen && channel is not (Channels.Zalo or Channels.Messenger))
            throw new CitizenMistake("event: only Zalo and Messenger report that a message was seen");
        return kind;
    }

    private static PhoneEvent Move(PhoneEvent prototype, long supergroup) =>
        prototype.Channel == Channels.Telegram && prototype.From.StartsWith('-') && supergroup < 0
            ? prototype with { MovedTo = supergroup }
            : throw new CitizenMistake("movedTo: only a Telegram group becomes a supergroup, and both have negative numbers");

    private static PhoneEvent Share(PhoneEvent prototype, CitizenAction action) =>
        string.IsNullOrWhiteSpace(action.Name) || string.IsNullOrWhiteSpace(action.Phone)
            ? throw new CitizenMistake("name, phone: the form wants both")
            : prototype with { Info = new(action.Name, action.Phone), Label = $"{action.Name}, {action.Phone}" };

    private PhoneEvent Tap(PhoneEvent prototype, CitizenAction action)
    {
        var message = Message(action);
        if (action.Button is not { } index || index < 0 || index >= message.Buttons.Count)
            throw new CitizenMistake($"button: the message has {message.Buttons.Count} buttons, counted from 0");
        var button = message.Buttons[index];
        if (button.Url is not null)
            throw new CitizenMistake("button: opens an address and says nothing");
        // A key of Telegram's reply keyboard has no payload: it writes its own label.
        return button.Payload is null
            ? prototype with { Kind = PhoneEventKind.Message, Text = button.Title }
            : prototype with { Text = button.Payload, Label = button.Title, Message = message.Seq };
    }

    private ReceivedMessage Message(CitizenAction action)
    {
        var message = action.Message is { } seq ? ledger.Read(state => state.Message(seq)) : null;
        return message is not null && message.Channel == action.Channel && message.To == action.From
            ? message
            : throw new CitizenMistake($"message: {action.From} has no message {action.Message} on {action.Channel}");
    }

    private static void CheckAddress(string channel, string? address, string field)
    {
        var valid = channel == Channels.Telegram
            ? long.TryParse(address, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id != 0
            : !string.IsNullOrWhiteSpace(address);
        if (!valid)
            throw new CitizenMistake($"{field}: '{address}' is not an address on {channel}");
    }
}

/// <summary>The control API was asked for something that cannot happen.</summary>
internal sealed class CitizenMistake(string message) : Exception(message);
