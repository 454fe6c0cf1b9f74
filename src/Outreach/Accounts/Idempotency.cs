using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Outreach.Storage;

namespace Outreach.Accounts;

/// <summary>
/// Every POST of the REST interface carries an Idempotency-Key; a repeated one gets the first answer back and does nothing
/// again. That makes a client's retry after a lost answer safe, as our own providers too seldom allow us.
/// </summary>
public sealed class Idempotency(RequestDelegate next, Database database, TimeProvider time)
{
    private const string Header = "Idempotency-Key";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var apiKey))
        {
            await next(context);
            return;
        }

        var key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > 128)
        {
            await Results.Problem(statusCode: 400, title: $"A POST needs the header {Header}, 1 to 128 characters, new for each request.").ExecuteAsync(context);
            return;
        }

        var ct = context.RequestAborted;
        var hash = await HashAsync(context.Request, ct);
        if (await BeginAsync(apiKey, key, hash, ct) is { } earlier)
        {
            await AnswerAgainAsync(context, earlier, hash);
            return;
        }

        await RunAndRememberAsync(context, apiKey, key);
    }

    private static async Task<string> HashAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Path + request.QueryString.ToString()));
        hash.AppendData(await SHA256.HashDataAsync(request.Body, ct));
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Claims the key; null when it is new, else what is known of the first request.</summary>
    private Task<IdempotentRequest?> BeginAsync(Guid apiKey, string key, string hash, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var earlier = await session.Context.Set<IdempotentRequest>().AsNoTracking().FirstOrDefaultAsync(request => request.ApiKeyId == apiKey && request.Key == key, ct);
                if (earlier is not null)
                    return earlier;

                session.Context.Add(new IdempotentRequest { ApiKeyId = apiKey, Key = key, RequestHash = hash, CreatedAt = time.GetUtcNow() });
                await session.Context.SaveChangesAsync(ct);
                return null;
            },
            ct);

    private static Task AnswerAgainAsync(HttpContext context, IdempotentRequest earlier, string hash)
    {
        if (earlier.RequestHash != hash)
            return Results.Problem(statusCode: 422, title: $"This {Header} was used for another request.").ExecuteAsync(context);
        if (earlier.Status is not { } status)
            return Results.Problem(statusCode: 409, title: $"The first request with this {Header} is still being worked on, or was interrupted: look before you repeat it with a new one.").ExecuteAsync(context);

        // An answer without a body is left to be filled in, as the first was (see UseStatusCodePages).
        return string.IsNullOrEmpty(earlier.Body)
            ? Results.StatusCode(status).ExecuteAsync(context)
            : Results.Text(earlier.Body, earlier.ContentType, statusCode: status).ExecuteAsync(context);
    }

    private async Task RunAndRememberAsync(HttpContext context, Guid apiKey, string key)
    {
        var client = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        catch
        {
            await ForgetAsync(apiKey, key);
            throw;
        }
        finally
        {
            context.Response.Body = client;
        }

        var body = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        if (context.Response.StatusCode < 500)
            await RememberAsync(apiKey, key, context.Response, body);
        else
            await ForgetAsync(apiKey, key);
        buffer.Position = 0;
        await buffer.CopyToAsync(client, context.RequestAborted);
    }

    // Not cancelled with the request: the work is done, and the client that went away will ask again.
    private Task<int> RememberAsync(Guid apiKey, string key, HttpResponse response, string body) =>
        database.WriteAsync(
            session => session.Context.Set<IdempotentRequest>().Where(request => request.ApiKeyId == apiKey && request.Key == key)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(request => request.Status, response.StatusCode)
                        .SetProperty(request => request.ContentType, response.ContentType)
                        .SetProperty(request => request.Body, body)),
            CancellationToken.None);

    private Task<int> ForgetAsync(Guid apiKey, string key) =>
        database.WriteAsync(
            session => session.Context.Set<IdempotentRequest>().Where(request => request.ApiKeyId == apiKey && request.Key == key).ExecuteDeleteAsync(),
            CancellationToken.None);
}
