using System.Diagnostics;

namespace BookingFlow.Tests.Infrastructure;

/// <summary>
/// What a test needs from the machine that it runs on. On somebody's laptop a test without it says so and is left
/// out; where <c>CI</c> is <c>true</c> it fails, because there nothing may be left out.
/// </summary>
public static class Requirements
{
    private static readonly Lazy<string?> PythonPath = new(FindPython);

    /// <summary>The browser's executable.</summary>
    public static string Chromium() => Found(
        Existing(Environment.GetEnvironmentVariable("BOOKINGFLOW_CHROMIUM"))
            ?? Existing("/usr/bin/chromium")
            ?? InPath("chromium")
            ?? InPath("google-chrome"),
        "a Chromium browser (set BOOKINGFLOW_CHROMIUM to its executable)");

    /// <summary>A browser that is no Chromium.</summary>
    public static string Firefox() => Found(
        Existing(Environment.GetEnvironmentVariable("BOOKINGFLOW_FIREFOX")) ?? InPath("firefox-esr") ?? InPath("firefox"),
        "Firefox (package firefox-esr, or set BOOKINGFLOW_FIREFOX to its executable)");

    /// <summary>A browser that shows nothing but text.</summary>
    public static string W3m() => Found(InPath("w3m"), "w3m (package w3m)");

    /// <summary>Gives a program a terminal of its own.</summary>
    public static string Script() => Found(InPath("script"), "script (package bsdutils)");

    /// <summary>Spoils pictures.</summary>
    public static string Convert() => Found(Existing("/usr/bin/convert") ?? InPath("convert"), "ImageMagick's convert (package imagemagick)");

    /// <summary>Reads QR codes out of pictures.</summary>
    public static string Zbarimg() => Found(InPath("zbarimg"), "zbarimg (package zbar-tools)");

    /// <summary>Makes pictures of PDF pages.</summary>
    public static string PdfToPpm() => Found(InPath("pdftoppm"), "pdftoppm (package poppler-utils)");

    /// <summary>Reads the words of PDF pages.</summary>
    public static string PdfToText() => Found(InPath("pdftotext"), "pdftotext (package poppler-utils)");

    /// <summary>A Python that can be a mail server.</summary>
    public static string PythonWithAiosmtpd() => Found(PythonPath.Value, "python3 with aiosmtpd (package python3-aiosmtpd)");

    /// <summary>
    /// A connection string to a SQL Server on which tests may create and drop databases of their own. Asked for by
    /// name only: a test without it is left out everywhere, for no machine has one by itself.
    /// </summary>
    public static string SqlServer()
    {
        var server = Environment.GetEnvironmentVariable("BOOKINGFLOW_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrWhiteSpace(server),
            "This test runs against the SQL Server named in BOOKINGFLOW_TEST_SQLSERVER, a connection string to a server where it may create and drop its own databases; it is not set.");
        return server;
    }

    /// <summary>A real reverse proxy. Debian keeps it where only administrators look.</summary>
    public static string Nginx() => Found(InPath("nginx") ?? Existing("/usr/sbin/nginx"), "nginx (package nginx-light)");

    private static string Found(string? path, string need)
    {
        if (path is not null)
        {
            return path;
        }

        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail($"This test needs {need}, and CI leaves no test out.");
        }

        Assert.Skip($"This test needs {need}.");
        return "";
    }

    private static string? Existing(string? path) => File.Exists(path) ? path : null;

    private static string? InPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Existing(Path.Combine(folder, name)))
        .FirstOrDefault(path => path is not null);

    private static string? FindPython() => new[] { Existing("/usr/bin/python3"), InPath("python3") }
        .OfType<string>()
        .FirstOrDefault(python =>
        {
            using var asked = Process.Start(
                new ProcessStartInfo(python, ["-c", "import aiosmtpd"]) { UseShellExecute = false, RedirectStandardError = true });
            asked!.StandardError.ReadToEnd();
            asked.WaitForExit();
            return asked.ExitCode == 0;
        });
}
