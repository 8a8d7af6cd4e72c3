using System.Globalization;
using BookingFlow.Yardsticks;

// The baseline servers of the bench: BookingFlow.Yardsticks static FILE | razor BYTES | empty, each with --urls ADDRESS.
WebApplication app;
switch (args)
{
    case ["static", var file, "--urls", var address]:
        app = StaticBytes.Build(address, await File.ReadAllBytesAsync(file));
        break;
    case ["razor", var bytes, "--urls", ..]:
        app = RazorPage.Build(args[2..], int.Parse(bytes, CultureInfo.InvariantCulture));
        break;
    case ["empty", "--urls", ..]:
        app = RazorPage.Build(args[1..], bytes: 0);
        break;
    default:
        await Console.Error.WriteLineAsync("BookingFlow.Yardsticks static FILE | razor BYTES | empty, and --urls ADDRESS");
        return 2;
}

await app.RunAsync();
return 0;
