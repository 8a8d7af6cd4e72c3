using System.CommandLine;
using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The command <c>staff add</c>, which creates a staff account from the shell: for the first start, or when mail does not work.</summary>
public static class StaffCommands
{
    public static Command Create(Func<string[], WebApplication> build)
    {
        var email = new Argument<string>("EMAIL") { Description = "The e-mail address to sign in with." };
        var name = new Option<string>("--name") { Description = "The name that colleagues see.", Required = true };
        var roles = string.Join('|', StaffRoles.All);
        var role = new Option<string>("--role") { Description = "What the person may do.", Required = true, HelpName = roles };
        // From standard input, because other processes on the machine can read command-line arguments.
        var passwordFromInput = new Option<bool>("--password-stdin")
        {
            Description = "Read the password from the first line of standard input. Without it, an address is printed that sets one.",
        };
        var add = new Command("add", "Adds a person to the staff.") { email, name, role, passwordFromInput };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            var input = new StaffInput(parsed.GetRequiredValue(name), parsed.GetRequiredValue(email), parsed.GetRequiredValue(role));
            var password = parsed.GetValue(passwordFromInput) ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : null;
            await using var app = build([]);
            await app.Services.GetRequiredService<DatabaseInitializer>().ThrowIfOtherVersionAsync(cancellationToken);
            return await AddAsync(app.Services, input, password, cancellationToken);
        });
        return new Command("staff", "Manages the accounts of the staff.") { add };
    }

    /// <returns>The exit code.</returns>
    private static async Task<int> AddAsync(IServiceProvider services, StaffInput input, string? password, CancellationToken cancellationToken)
    {
        var words = services.GetRequiredService<IStringLocalizer<Words>>();
        var shell = new Actor(Id: null, "shell");
        var added = await services.GetRequiredService<InviteStaff>().AddFromShellAsync(input, password, shell, cancellationToken);
        if (!added.Succeeded)
        {
            var messages = added.Failure.Fields.Count > 0
                ? FieldMessages.All(added.Failure, words).Select(field => field.Message)
                : [FailureWords.Of(added.Failure, words, services.GetRequiredService<CurrentVenue>().Venue).Title];
            await Console.Error.WriteLineAsync($"The person was not added. {string.Join(". ", messages)}.");
            return 1;
        }

        Console.WriteLine($"{input.DisplayName} was added.");
        if (added.Value.SetPassword is { } link)
        {
            var days = StaffLink.InvitationLifetime.TotalDays.ToString(CultureInfo.InvariantCulture);
            Console.WriteLine($"This address sets the password. It works once, within {days} days:");
            Console.WriteLine($"  {services.GetRequiredService<PublicLinks>().SetPassword(link)}");
        }

        return 0;
    }
}
