using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Storage;

namespace Outreach.Channels.Web;

public static class WebFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the web chat: our own Direct Line, its log in the database, and the way from it into the inbox.</summary>
        public IServiceCollection AddWeb()
        {
            services.AddSingleton<IConversationLog, WebConversationLog>();
            services.AddSingleton<IChannel, WebChannel>();
            services.AddSingleton<DirectLineBot>(provider => new WebBot(provider.GetRequiredService<IncomingMessages>(), provider.GetRequiredService<TimeProvider>()).TakeAsync);
            services.AddDirectLine(options =>
            {
                options.BotId = WebChannel.BotId;
                options.BotName = WebChannel.BotName;
            });
            services.AddSingleton<IConfigureOptions<DirectLineOptions>, SigningKey>();
            return services;
        }
    }

    /// <summary>Stores what a visitor posts, as every channel does; the inbox answers.</summary>
    private sealed class WebBot(IncomingMessages inbox, TimeProvider time)
    {
        public Task TakeAsync(Activity activity, CancellationToken ct)
        {
            var kind = activity.Type switch
            {
                ActivityTypes.Message => IncomingKind.Message,
                ActivityTypes.ConversationUpdate => IncomingKind.Joined,
                _ => (IncomingKind?)null,
            };
            if (kind is null || activity.Conversation?.Id is not { } conversation)
                return Task.CompletedTask;

            var message = new IncomingMessage(
                WebChannel.ChannelName,
                WebChannel.DefaultAccount,
                activity.Id ?? conversation + "|start",
                conversation,
                kind.Value,
                activity.Timestamp ?? time.GetUtcNow(),
                activity.Text);
            return inbox.AcceptAsync(message, ct);
        }
    }

    private sealed class SigningKey(FieldCipher cipher) : IConfigureOptions<DirectLineOptions>
    {
        public void Configure(DirectLineOptions options) => options.SigningKey = cipher.SigningKey;
    }
}
