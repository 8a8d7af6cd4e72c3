using System.Diagnostics;
using System.Globalization;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>The pages of a PDF as a plain grey printer would put them on paper, at <see cref="DotsPerInch"/>.</summary>
public sealed class PrintedPages : IDisposable
{
    public const int DotsPerInch = 100;

    private readonly DirectoryInfo _folder;

    private PrintedPages(DirectoryInfo folder) => _folder = folder;

    /// <summary>One picture file for a page, in their order.</summary>
    public IReadOnlyList<string> Files => [.. _folder.GetFiles("page-*.pgm").Select(file => file.FullName).Order(StringComparer.Ordinal)];

    public DirectoryInfo Folder => _folder;

    /// <param name="dotsPerInch">Fewer than usual are a printer that saves.</param>
    public static async Task<PrintedPages> OfAsync(byte[] pdf, int dotsPerInch = DotsPerInch)
    {
        var pages = new PrintedPages(Directory.CreateTempSubdirectory("bookingflow-print-"));
        var file = Path.Combine(pages._folder.FullName, "ticket.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        string[] order = ["-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), file, Path.Combine(pages._folder.FullName, "page")];
        using var pdftoppm = Process.Start(
            new ProcessStartInfo(Requirements.PdfToPpm(), order) { UseShellExecute = false, RedirectStandardError = true })!;
        var complaints = await pdftoppm.StandardError.ReadToEndAsync();
        await pdftoppm.WaitForExitAsync();
        return pdftoppm.ExitCode == 0 ? pages : throw new InvalidOperationException($"pdftoppm could not read the PDF: {complaints}");
    }

    /// <summary>So many pixels are so many centimetres of paper.</summary>
    public static double Centimetres(int pixels) => pixels * 2.54 / DotsPerInch;

    public void Dispose() => _folder.Delete(recursive: true);
}
