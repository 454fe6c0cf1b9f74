using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outreach.BotFramework.DirectLine;
using Outreach.Channels.Manual;
using Outreach.Channels.Web;
using Outreach.Delivery;
using Outreach.Host;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.BotFramework.Authentication;

namespace Outreach.Tests.Fuzzing;

/// <summary>
/// The whole service as it is wired, on Kestrel and SQLite, without what works in the background: so whatever is written was
/// caused by a request.
/// </summary>
internal sealed class FuzzStand : IAsyncDisposable
{
    public const string PublicUrl = "https://thongtin.example.gov.vn";
    public const string ZaloApp = "360846524940903967";
    public const string ZaloSecret = "oa-secret-of-the-fuzzer";
    public const string TelegramSecret = "Nq3_tele-Hook";
    public const string TwilioToken = "12345";
    public const string DirectLineSecret = "the-secret-of-the-host";
    public const string FacebookPage = "1234";
    public const string FacebookSecret = "fb_app_secret";
    public const string FacebookWord = "our-word";
    public const string GatewaySecret = "gateway-secret-0000000000000000000000";

    public static readonly byte[] WebhookKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private const int Visitors = 20;

    private readonly string folder;
    private readonly WebApplication app;
    private readonly SqliteConnection witness;
    private readonly DirectLineTokens tokens;
    private readonly LoginService login;

    private FuzzStand(string folder, WebApplication app, LoginService login)
    {
        (this.folder, this.app, this.login) = (folder, app, login);
        BotToken = login.Token(new TokenDraft { Until = TimeSpan.FromHours(24) }, TimeProvider.System.GetUtcNow());
        Url = new Uri(app.Urls.Single());
        tokens = app.Services.GetRequiredService<DirectLineTokens>();
        witness = new SqliteConnection($"Data Source={Path.Combine(folder, "outreach.db")};Mode=ReadOnly;Pooling=False");
        witness.Open();
    }

    public Uri Url { get; }

    /// <summary>As the Bot Connector has it.</summary>
    public string BotToken { get; }

    public CountingLog Log { get; private init; } = null!;

    public IReadOnlyList<string> Conversations { get; private set; } = [];

    public IReadOnlyList<string> OptOuts { get; private set; } = [];

    public IReadOnlyList<string> Tasks { get; private set; } = [];

    /// <param name="gateway">SMS by a brand-name gateway instead of Twilio: there is one or the other.</param>
    public static async Task<FuzzStand> StartAsync(bool gateway = false)
    {
        var folder = Directory.CreateTempSubdirectory("outreach-fuzz-").FullName;
        var (log, login) = (new CountingLog(), await LoginService.StartAsync());
        Dictionary<string, string?> settings = new(Settings(folder).Concat(gateway ? Gateway : Twilio).Concat(Bot(login)));
        var app = OutreachApplication.Build("http://127.0.0.1:0", settings, services =>
        {
            services.RemoveAll<ILoggerProvider>();
            foreach (var background in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name != "GenericWebHostService").ToList())
                services.Remove(background);
            services.AddSingleton<ILoggerProvider>(log);
            services.Configure<DirectLineOptions>(options =>
            {
                options.Secret = DirectLineSecret;
                options.StartsPerMinutePerAddress = options.PostsPerMinutePerConversation = options.UploadsPerMinutePerAddress = int.MaxValue;
                options.MaxUploadsPerConversation = int.MaxValue;
            });
        });
        await OutreachApplication.PrepareAsync(app, default);
        await app.StartAsync();
        var stand = new FuzzStand(folder, app, login) { Log = log };
        await stand.SettleAsync();
        return stand;
    }

    public string TokenOf(string conversation) => tokens.Issue(conversation, "dl_" + conversation);

    public static string NewConversation() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    /// <summary>Another number whenever anyone has changed the database (sqlite.org, PRAGMA data_version).</summary>
    public long DataVersion()
    {
        using var command = witness.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await witness.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        await login.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["Storage:DataDirectory"] = folder,
        ["Logging:LogLevel:Default"] = "Information",
        ["Service:PublicUrl"] = PublicUrl,
        ["Channels:Zalo:AppId"] = ZaloApp,
        ["Channels:Zalo:AppSecret"] = "app-secret",
        ["Channels:Zalo:OaSecret"] = ZaloSecret,
        ["Channels:Zalo:RefreshToken"] = "refresh-token",
        ["Channels:Telegram:BotToken"] = "123456:token",
        ["Channels:Telegram:WebhookSecret"] = TelegramSecret,
        ["Channels:Facebook:PageId"] = FacebookPage,
        ["Channels:Facebook:PageAccessToken"] = "page-token",
        ["Channels:Facebook:AppSecret"] = FacebookSecret,
        ["Channels:Facebook:VerifyToken"] = FacebookWord,
        ["Channels:Webhook:Endpoints:E-Office:Url"] = "https://office.example/outreach",
        ["Channels:Webhook:Endpoints:E-Office:Secret"] = "whsec_" + Convert.ToBase64String(WebhookKey),
    };

    private static Dictionary<string, string?> Twilio => new()
    {
        ["Channels:Twilio:AccountSid"] = "AC00000000000000000000000000000001",
        ["Channels:Twilio:AuthToken"] = TwilioToken,
        ["Channels:Twilio:From"] = "UBNDTINH",
    };

    private static Dictionary<string, string?> Gateway => new()
    {
        ["Channels:SmsGateway:Preset"] = "speedsms",
        ["Channels:SmsGateway:Brandname"] = "HUEPORTAL",
        ["Channels:SmsGateway:WebhookSecret"] = GatewaySecret,
        ["Channels:SmsGateway:Secrets:AccessToken"] = "token-1",
    };

    private static Dictionary<string, string?> Bot(LoginService login) => new()
    {
        ["BotFramework:AppId"] = LoginService.AppId,
        ["BotFramework:AppSecret"] = "secret",
        ["BotFramework:OpenIdMetadata"] = new Uri(login.Url, "openid").AbsoluteUri,
        ["BotFramework:LoginUrl"] = login.Url.AbsoluteUri,
    };

    /// <summary>Visitors who talk already, and people with links.</summary>
    private async Task SettleAsync()
    {
        var log = app.Services.GetRequiredService<IConversationLog>();
        Conversations = [.. Enumerable.Range(0, Visitors).Select(_ => NewConversation())];
        foreach (var conversation in Conversations)
            await log.StartAsync(conversation, default);

        var database = app.Services.GetRequiredService<Database>();
        await app.Services.GetRequiredService<ContactStore>().AddAsync([.. Enumerable.Range(0, Visitors).Select(i => new NewContact($"Người {i}", [new("zalo", $"u{i}")]))], "Dân phố", default);
        var contacts = await database.ReadAsync(session => session.QueryAsync<Guid>("SELECT id FROM contacts", null, default), default);
        var links = app.Services.GetRequiredService<OptOutLinks>();
        OptOuts = [.. contacts.Select(id => links.For(id)[OptOutLinks.Path.Length..])];

        var tasks = app.Services.GetRequiredService<ManualTasks>();
        var ids = Enumerable.Range(0, Visitors).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToList();
        foreach (var id in ids)
            await tasks.AddAsync(ManualFeature.Loudspeaker, new OutgoingMessage(id, "default", "Cụm loa 1", new MessageContent("Mời bà con")), null, default);
        Tasks = [.. ids.Select(id => tasks.LinkTo(id)[ManualTasks.Path.Length..])];
    }
}
