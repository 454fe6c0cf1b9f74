using System.ComponentModel.DataAnnotations;

namespace Outreach.Cluster;

/// <summary>This process among others that share the database. Section <c>Cluster</c>.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>
    /// Name of this node: the same after a restart, and no two alike at one time. What a node was sending when it died is
    /// settled when it comes back. Default: the machine's name.
    /// </summary>
    [Required]
    public string Node { get; set; } = Environment.MachineName;
}
