using System.Runtime.InteropServices;
using System.Text;

namespace Outreach.Content.Infographics;

/// <summary>
/// Draws an SVG as PNG or PDF with librsvg and cairo. Nothing outside the text of the SVG is read: without a base address
/// librsvg refuses references to files and to the network.
/// </summary>
public static unsafe class SvgRasterizer
{
    // A picture this large takes 64 MB; a mistyped size must not take the whole machine.
    private const int LargestSide = 4096;

    /// <summary>Whether pictures can be drawn on this machine. When not, messages go out in their text variant.</summary>
    public static bool IsAvailable => NativeGraphics.Missing is null;

    /// <summary>What is missing and how to install it; null when nothing is.</summary>
    public static string? UnavailableReason => NativeGraphics.Missing;

    /// <param name="width">In pixels; the drawing is scaled to fit.</param>
    /// <exception cref="InvalidDataException">The SVG cannot be read or drawn; the message is librsvg's.</exception>
    /// <exception cref="PlatformNotSupportedException">The libraries are missing, see <see cref="IsAvailable"/>.</exception>
    public static byte[] ToPng(string svg, int width, int height)
    {
        EnsureDrawable(width, height);
        using var surface = NativeGraphics.NewImageSurface(NativeGraphics.FormatArgb32, width, height);
        Draw(svg, surface, width, height);
        return Collect(sink => NativeGraphics.WritePng(surface, &Write, sink));
    }

    /// <summary>One page with vector shapes and searchable text.</summary>
    /// <param name="width">In points of 1/72 inch.</param>
    /// <exception cref="InvalidDataException">The SVG cannot be read or drawn; the message is librsvg's.</exception>
    /// <exception cref="PlatformNotSupportedException">The libraries are missing, see <see cref="IsAvailable"/>.</exception>
    public static byte[] ToPdf(string svg, double width, double height)
    {
        EnsureDrawable(width, height);
        return Collect(sink =>
        {
            using var surface = NativeGraphics.NewPdfSurface(&Write, sink, width, height);
            Draw(svg, surface, width, height);
            NativeGraphics.Finish(surface);
            return NativeGraphics.Status(surface);
        });
    }

    private static void EnsureDrawable(double width, double height)
    {
        if (NativeGraphics.Missing is { } missing)
            throw new PlatformNotSupportedException(missing);

        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, LargestSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, LargestSide);
    }

    private static void Draw(string svg, CairoSurface surface, double width, double height)
    {
        NativeGraphics.GError* error = null;
        var bytes = Encoding.UTF8.GetBytes(svg);
        fixed (byte* data = bytes)
        {
            using var document = NativeGraphics.NewSvg(data, (nuint)bytes.Length, &error);
            if (document.IsInvalid)
                throw Failure(error);

            using var context = NativeGraphics.NewContext(surface);
            var viewport = new NativeGraphics.Rectangle { Width = width, Height = height };
            if (NativeGraphics.RenderDocument(document, context, &viewport, &error) == 0)
                throw Failure(error);
        }
    }

    /// <summary>Gathers what cairo writes; the handle keeps the stream in place for the callback.</summary>
    private static byte[] Collect(Func<nint, int> write)
    {
        using var stream = new MemoryStream();
        var handle = GCHandle.Alloc(stream);
        try
        {
            var status = write(GCHandle.ToIntPtr(handle));
            return status == 0 ? stream.ToArray() : throw new InvalidDataException($"cairo could not write the picture (status {status}).");
        }
        finally
        {
            handle.Free();
        }
    }

    [UnmanagedCallersOnly]
    private static int Write(nint sink, byte* data, uint length)
    {
        ((MemoryStream)GCHandle.FromIntPtr(sink).Target!).Write(new ReadOnlySpan<byte>(data, (int)length));
        return 0;
    }

    private static InvalidDataException Failure(NativeGraphics.GError* error)
    {
        if (error is null)
            return new InvalidDataException("librsvg gave no reason.");

        var message = Marshal.PtrToStringUTF8((nint)error->Message);
        NativeGraphics.FreeError(error);
        return new InvalidDataException(message);
    }
}
