using System.CommandLine;
using System.Data.Common;
using Outreach.Assistant.Knowledge.Files;
using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary>What all verbs share: exit status, errors on one line, the <c>--data</c> option.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>Wrong usage or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>After Ctrl+C or SIGTERM: longer than a provider's time-out, so that what is on the wire is written down.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await System.Console.Error.WriteLineAsync(error.Message);
            return BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopPatience });
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
        catch (Exception e) when (e is BadInputException or ContentException or FileNotFoundException or DirectoryNotFoundException or InvalidDataException or DataDirectoryInUseException or KnowledgeFileException)
        {
            await System.Console.Error.WriteLineAsync(e.Message);
            return BadInput;
        }
        catch (InvalidOperationException e) when (e.InnerException is FormatException)
        {
            // The configuration's own words for a value of the wrong kind; they name the key.
            await System.Console.Error.WriteLineAsync($"Wrong setting: {e.Message} {e.InnerException.Message}");
            return BadInput;
        }
        catch (Exception e) when (e is Microsoft.Extensions.Options.OptionsValidationException)
        {
            await System.Console.Error.WriteLineAsync($"Wrong setting: {e.Message}");
            return BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            await System.Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    public static Option<DirectoryInfo?> DataOption() => new("--data") { Description = "Folder of database, media and keys. Default: ./data" };

    public static Option<string> UrlsOption(string fallback) => new("--urls")
    {
        Description = $"Address to listen on. Default: {fallback}",
        DefaultValueFactory = _ => fallback,
    };

    /// <summary>Where things are kept: <c>--data</c>, else the setting <c>Storage:DataDirectory</c>, else <c>./data</c>.</summary>
    public static string DataDirectory(DirectoryInfo? given) => given?.FullName ?? Path.GetFullPath(new StorageOptions().DataDirectory);
}

/// <summary>The user gave something that cannot be used; the message says what and where.</summary>
public sealed class BadInputException(string message) : Exception(message);
