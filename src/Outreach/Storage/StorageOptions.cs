using System.ComponentModel.DataAnnotations;

namespace Outreach.Storage;

/// <summary>Where everything that must survive is kept. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of the database, the scheduler's store, media and keys. Default <c>data</c>.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    public string DatabaseFile => Path.Combine(DataDirectory, "outreach.db");

    public string SchedulerFile => Path.Combine(DataDirectory, "scheduler.db");

    public string KeyFile => Path.Combine(DataDirectory, "keys", "field.key");

    public string MediaDirectory => Path.Combine(DataDirectory, "media");
}
