using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Outreach.Storage;

/// <summary>Where everything that must survive is kept. Section <c>Storage</c>.</summary>
public sealed class StorageOptions : IValidatableObject
{
    public const string Section = "Storage";
    public const string Sqlite = "Sqlite";
    public const string PostgreSql = "PostgreSql";

    /// <summary>Folder of the database, the scheduler's store, media and keys. Default <c>data</c>.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary><see cref="Sqlite"/>, a file in the data folder, or <see cref="PostgreSql"/>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>Npgsql's, needed for <see cref="PostgreSql"/>; holds a password, so it is given by the environment.</summary>
    public string? ConnectionString { get; set; }

    public bool UsesPostgres => Provider == PostgreSql;

    public string DatabaseFile => Path.Combine(DataDirectory, "outreach.db");

    public string SchedulerFile => Path.Combine(DataDirectory, "scheduler.db");

    public string KeyFile => Path.Combine(DataDirectory, "keys", "field.key");

    public string MediaDirectory => Path.Combine(DataDirectory, "media");

    /// <summary>Read before there are services; the same rules hold.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; says which.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<StorageOptions>() ?? new StorageOptions();
        var wrong = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true)
            ? options
            : throw new OptionsValidationException(Section, typeof(StorageOptions), wrong.Select(result => result.ErrorMessage!));
    }

    /// <summary>What annotations cannot say: which settings belong together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is not (Sqlite or PostgreSql))
            yield return new ValidationResult($"{Section}:{nameof(Provider)} is “{Provider}”; it can be {Sqlite} or {PostgreSql}.");
        else if (UsesPostgres && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult($"{Section}:{nameof(ConnectionString)} is missing; {PostgreSql} needs one, such as Host=…;Database=outreach;Username=…;Password=….");
        else if (UsesPostgres && Malformed(ConnectionString!) is { } why)
            yield return new ValidationResult($"{Section}:{nameof(ConnectionString)} cannot be read: {why}");
    }

    private static string? Malformed(string connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
