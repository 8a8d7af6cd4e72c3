using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>Accounts from the shell of the server, for the first start and for a house whose mail does not leave.</summary>
public static class StaffCommands
{
    public const string Staff = "staff";

    public const string Usage = "staff add EMAIL --name NAME --role Administrator|BoxOffice|Door [--password-stdin]";

    /// <summary>What was asked for; null where it is not of the form that <see cref="Usage"/> tells.</summary>
    public static AddStaffCommand? Read(string email, string[] options)
    {
        var (name, role, fromInput) = ((string?)null, (string?)null, false);
        for (var i = 0; i < options.Length; i++)
        {
            switch (options[i])
            {
                case "--name" when i + 1 < options.Length:
                    name = options[++i];
                    break;
                case "--role" when i + 1 < options.Length:
                    role = options[++i];
                    break;
                case "--password-stdin":
                    fromInput = true;
                    break;
                default:
                    return null;
            }
        }

        return name is null || role is null ? null : new AddStaffCommand(new StaffInput(name, email, role), fromInput);
    }

    /// <returns>The exit code.</returns>
    public static async Task<int> AddStaffAsync(this WebApplication app, AddStaffCommand command)
    {
        var services = app.Services;
        var t = services.GetRequiredService<IStringLocalizer<Words>>();
        // Never as an argument: every process of the machine can read those.
        var password = command.PasswordFromInput ? await Console.In.ReadLineAsync() ?? "" : null;
        var added = await services.GetRequiredService<InviteStaff>().AddByHandAsync(command.Typed, password, new Actor(Id: null, "shell"), CancellationToken.None);
        if (!added.Succeeded)
        {
            var told = added.Failure.Fields.Count > 0
                ? FieldMessages.All(added.Failure, t).Select(field => field.Message)
                : [FailureWords.Of(added.Failure, t, services.GetRequiredService<Venue>()).Title];
            await Console.Error.WriteLineAsync($"Nobody was added. {string.Join(". ", told)}.");
            return 1;
        }

        Console.WriteLine($"{command.Typed.DisplayName} was added.");
        if (added.Value.SetPassword is { } link)
        {
            Console.WriteLine($"This address sets the password. It works once, within {StaffLink.InvitationLifetime.TotalDays.ToString(CultureInfo.InvariantCulture)} days:");
            Console.WriteLine($"  {services.GetRequiredService<PublicLinks>().SetPassword(link)}");
        }

        return 0;
    }
}
