using Microsoft.Extensions.DependencyInjection;

namespace Outreach.Delivery;

/// <summary>Finds a channel by its name when it is needed, for those that channels themselves are made from.</summary>
public sealed class ChannelDirectory(IServiceProvider services)
{
    /// <summary>Null when there is none of that name, or it cannot send.</summary>
    public IChannel? Find(string name) => services.GetServices<IChannel>().FirstOrDefault(channel => channel.Name == name && channel.Enabled);
}
