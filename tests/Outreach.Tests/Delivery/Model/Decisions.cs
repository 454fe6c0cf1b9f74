using Outreach.People;

namespace Outreach.Tests.Delivery.Model;

/// <summary>What citizens say and do about being written to, to the real store and to the model.</summary>
internal static class Decisions
{
    private static readonly ConsentStatement Said = new("TC", "sms");

    public static async Task DoAsync(LifeState state, LifeCommand.Decide decide)
    {
        var citizen = state.Village[decide.Citizen % state.Village.Count];
        var channel = citizen.Channels[decide.Channel % citizen.Channels.Count];
        var (contacts, lookup) = (state.Stand.Contacts, state.Stand.Cipher.Lookup(channel, citizen.Address(channel)));
        switch (decide.What)
        {
            case Decision.OptOut:
                await contacts.OptOutAsync(channel, lookup, Said, default);
                citizen.Consented = false;
                citizen.Closed.Add(channel);
                break;
            case Decision.OptIn:
                await contacts.OptInAsync(channel, lookup, Said, default);
                citizen.Consented = true;
                citizen.Closed.Remove(channel);
                break;
            case Decision.Refuse or Decision.Agree:
                citizen.Consented = decide.What is Decision.Agree;
                await state.Stand.Database.WriteAsync(session => contacts.DecideAsync(session, citizen.Id, citizen.Consented, Said, default), default);
                break;
            case Decision.Leave or Decision.Return:
                var stays = decide.What is Decision.Return;
                await state.Stand.Database.WriteAsync(session => contacts.SetReachableAsync(session, channel, lookup, stays, Said, default), default);
                _ = stays ? citizen.Closed.Remove(channel) : citizen.Closed.Add(channel);
                break;
            case Decision.Block:
                await contacts.BlockAsync(channel, [citizen.Address(channel)], "complaint", default);
                citizen.Blocked.Add(channel);
                break;
        }
    }
}
