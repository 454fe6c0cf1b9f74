using System.Runtime.InteropServices;

namespace Outreach.Content.Infographics;

/// <summary>
/// The few functions of librsvg, cairo and pango that pictures need, by the ABI of librsvg 2.54, cairo 1.16 and pango 1.50
/// (Debian 12; all three keep their ABI). https://gnome.pages.gitlab.gnome.org/librsvg/Rsvg-2.0/, https://docs.gtk.org/Pango/
/// </summary>
internal static unsafe partial class NativeGraphics
{
    private const string Rsvg = "librsvg-2.so.2", Cairo = "libcairo.so.2", Pango = "libpango-1.0.so.0", PangoCairo = "libpangocairo-1.0.so.0",
        GObject = "libgobject-2.0.so.0", GLib = "libglib-2.0.so.0";

    /// <summary>Why pictures cannot be drawn here, or null when they can. Looked up once: libraries do not come and go.</summary>
    public static string? Missing { get; } = FindMissing();

    public const int FormatArgb32 = 0;

    /// <summary>Pango counts in 1/1024 of a pixel.</summary>
    public const int PangoScale = 1024;
    public const int WrapWordOrChar = 2;

    [StructLayout(LayoutKind.Sequential)]
    public struct Rectangle
    {
        public double X, Y, Width, Height;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct GError
    {
        public uint Domain;
        public int Code;
        public byte* Message;
    }

    /// <summary>The public head of PangoLayoutLine.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LayoutLine
    {
        public nint Layout;
        public int StartIndex, Length;
    }

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_new_from_data")]
    public static partial GObjectHandle NewSvg(byte* data, nuint length, GError** error);

    [LibraryImport(Rsvg, EntryPoint = "rsvg_handle_render_document")]
    public static partial int RenderDocument(GObjectHandle svg, CairoContext cairo, Rectangle* viewport, GError** error);

    [LibraryImport(Cairo, EntryPoint = "cairo_image_surface_create")]
    public static partial CairoSurface NewImageSurface(int format, int width, int height);

    [LibraryImport(Cairo, EntryPoint = "cairo_pdf_surface_create_for_stream")]
    public static partial CairoSurface NewPdfSurface(delegate* unmanaged<nint, byte*, uint, int> write, nint closure, double width, double height);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_write_to_png_stream")]
    public static partial int WritePng(CairoSurface surface, delegate* unmanaged<nint, byte*, uint, int> write, nint closure);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_finish")]
    public static partial void Finish(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_status")]
    public static partial int Status(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_surface_destroy")]
    public static partial void DestroySurface(nint surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_create")]
    public static partial CairoContext NewContext(CairoSurface surface);

    [LibraryImport(Cairo, EntryPoint = "cairo_destroy")]
    public static partial void DestroyContext(nint context);

    /// <summary>Owned by pango, one per thread; never released by us.</summary>
    [LibraryImport(PangoCairo, EntryPoint = "pango_cairo_font_map_get_default")]
    public static partial nint DefaultFontMap();

    [LibraryImport(Pango, EntryPoint = "pango_font_map_create_context")]
    public static partial GObjectHandle NewTextContext(nint fontMap);

    [LibraryImport(Pango, EntryPoint = "pango_context_set_round_glyph_positions")]
    public static partial void SetRoundGlyphPositions(GObjectHandle context, int round);

    [LibraryImport(Pango, EntryPoint = "pango_layout_new")]
    public static partial GObjectHandle NewLayout(GObjectHandle context);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FontDescription NewFontDescription(string description);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_set_absolute_size")]
    public static partial void SetAbsoluteSize(FontDescription font, double size);

    [LibraryImport(Pango, EntryPoint = "pango_font_description_free")]
    public static partial void FreeFontDescription(nint font);

    [LibraryImport(Pango, EntryPoint = "pango_layout_set_font_description")]
    public static partial void SetFont(GObjectHandle layout, FontDescription font);

    [LibraryImport(Pango, EntryPoint = "pango_layout_set_width")]
    public static partial void SetWidth(GObjectHandle layout, int width);

    /// <summary>Moves the first line in; the others start at the edge.</summary>
    [LibraryImport(Pango, EntryPoint = "pango_layout_set_indent")]
    public static partial void SetIndent(GObjectHandle layout, int indent);

    [LibraryImport(Pango, EntryPoint = "pango_layout_set_wrap")]
    public static partial void SetWrap(GObjectHandle layout, int mode);

    [LibraryImport(Pango, EntryPoint = "pango_layout_set_text")]
    public static partial void SetText(GObjectHandle layout, byte* text, int length);

    [LibraryImport(Pango, EntryPoint = "pango_layout_get_line_count")]
    public static partial int LineCount(GObjectHandle layout);

    /// <summary>Owned by the layout.</summary>
    [LibraryImport(Pango, EntryPoint = "pango_layout_get_line_readonly")]
    public static partial LayoutLine* Line(GObjectHandle layout, int index);

    [LibraryImport(Pango, EntryPoint = "pango_layout_get_size")]
    public static partial void Size(GObjectHandle layout, int* width, int* height);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    public static partial void Unref(nint instance);

    [LibraryImport(GLib, EntryPoint = "g_error_free")]
    public static partial void FreeError(GError* error);

    private static string? FindMissing()
    {
        foreach (var library in (ReadOnlySpan<string>)[GLib, GObject, Cairo, Pango, PangoCairo, Rsvg])
        {
            if (!NativeLibrary.TryLoad(library, typeof(NativeGraphics).Assembly, null, out _))
                return $"{library} is not installed (Debian: apt-get install librsvg2-2 fonts-noto-core)";
        }

        return null;
    }
}

internal sealed class GObjectHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeGraphics.Unref(handle);
        return true;
    }
}

internal sealed class CairoSurface() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeGraphics.DestroySurface(handle);
        return true;
    }
}

internal sealed class CairoContext() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeGraphics.DestroyContext(handle);
        return true;
    }
}

internal sealed class FontDescription() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeGraphics.FreeFontDescription(handle);
        return true;
    }
}
