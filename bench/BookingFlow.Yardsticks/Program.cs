using System.Globalization;
using BookingFlow.Yardsticks;

// The baseline servers of the bench: BookingFlow.Yardsticks static FILE | razor BYTES STATEMENTS CONNECTION | empty, each with --urls ADDRESS.
WebApplication app;
switch (args)
{
    case ["static", var file, "--urls", var address]:
        app = StaticBytes.Build(address, await File.ReadAllBytesAsync(file));
        break;
    case ["razor", var bytes, var file, var connection, "--urls", ..]:
        app = RazorPage.Build(args[4..], int.Parse(bytes, CultureInfo.InvariantCulture), await Statements.ReadAsync(file, connection));
        break;
    case ["empty", "--urls", ..]:
        app = RazorPage.Build(args[1..], bytes: 0, Statements.None);
        break;
    default:
        await Console.Error.WriteLineAsync("BookingFlow.Yardsticks static FILE | razor BYTES STATEMENTS CONNECTION | empty, and --urls ADDRESS");
        return 2;
}

await app.RunAsync();
return 0;
