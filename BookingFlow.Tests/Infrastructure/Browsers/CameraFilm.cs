using System.Text;
using QRCoder;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>A film for the browser's camera: QR codes one after the other, in a loop.</summary>
/// <remarks>Uncompressed YUV4MPEG2, 10 pictures a second.</remarks>
public sealed class CameraFilm : IDisposable
{
    private const int Width = 640, Height = 480;
    private const byte Grey = 200, Black = 20, White = 245;

    private CameraFilm(string file) => File = file;

    /// <summary>Path of the film.</summary>
    public string File { get; }

    /// <summary>Makes a film in which each code is seen for a while, followed by an empty table unless it is seen again.</summary>
    /// <param name="codes">Null for an empty table instead of a code.</param>
    /// <param name="seconds">How long each code is seen.</param>
    /// <param name="size">Height of a code, relative to the picture.</param>
    public static CameraFilm Of(IReadOnlyList<string?> codes, double seconds = 1, double size = 0.9)
    {
        var film = new CameraFilm(Path.Combine(Path.GetTempPath(), $"bookingflow-film-{Guid.NewGuid():N}.y4m"));
        using var file = System.IO.File.Create(film.File);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        foreach (var (i, code) in codes.Index())
        {
            Write(file, Draw(code, size), (int)(seconds * 10));
            if (code != codes.ElementAtOrDefault(i + 1))
            {
                Write(file, Draw(null, size), pictures: 2);
            }
        }

        return film;
    }

    public void Dispose() => System.IO.File.Delete(File);

    private static void Write(Stream file, byte[] brightness, int pictures)
    {
        // Both colour planes are neutral.
        var colour = Enumerable.Repeat((byte)128, Width * Height / 2).ToArray();
        for (var i = 0; i < pictures; i++)
        {
            file.Write("FRAME\n"u8);
            file.Write(brightness);
            file.Write(colour);
        }
    }

    private static byte[] Draw(string? code, double size)
    {
        var picture = Enumerable.Repeat(Grey, Width * Height).ToArray();
        if (code is null)
        {
            return picture;
        }

        using var generator = new QRCodeGenerator();
        using var drawn = generator.CreateQrCode(code, QRCodeGenerator.ECCLevel.M);
        // QRCoder's matrix has the quiet zone.
        var modules = drawn.ModuleMatrix;
        var scale = (int)(Height * size) / modules.Count;
        var (left, top) = ((Width - (modules.Count * scale)) / 2, (Height - (modules.Count * scale)) / 2);
        for (var y = 0; y < modules.Count * scale; y++)
        {
            for (var x = 0; x < modules.Count * scale; x++)
            {
                picture[((top + y) * Width) + left + x] = modules[y / scale][x / scale] ? Black : White;
            }
        }

        return picture;
    }
}
