using System.ComponentModel.DataAnnotations;

namespace Outreach.Content;

/// <summary>What is published, and in whose name. Section <c>Content</c>.</summary>
public sealed class ContentOptions
{
    public const string Section = "Content";

    /// <summary>The content folder. Default: the one that travels with the program.</summary>
    [Required]
    public string Directory { get; set; } = Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>Who speaks, as printed on pages and pictures.</summary>
    [Required]
    public string Province { get; set; } = "Cổng thông tin của tỉnh";

    /// <summary>Support line shown when the assistant cannot help. Default: the National Public Service Portal's.</summary>
    [Required]
    public string Hotline { get; set; } = "18001096";

    /// <summary>
    /// Days after which the source of a procedure is too old to be answered from: the assistant then warns and points to the portal.
    /// Default: 730, two years.
    /// </summary>
    [Range(1, 36_500)]
    public int StaleAfterDays { get; set; } = 730;
}
