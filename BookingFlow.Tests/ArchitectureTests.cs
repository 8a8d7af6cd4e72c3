using System.Reflection;
using System.Text.RegularExpressions;
using BookingFlow.Web;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Pages.Shows;
using BookingFlow.Web.UseCases.Programme;
using BookingFlow.Web.UseCases.Reservations;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BookingFlow.Tests;

/// <summary>
/// Who may use whom (docs/architecture.md), read from the compiled program: every type that is named in a signature,
/// an attribute or a method body counts, however it was written.
/// </summary>
public sealed class ArchitectureTests
{
    private const string Root = "BookingFlow.Web";

    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Telemetry"] = [],
        ["Staff"] = ["Domain"],
        ["Components"] = ["Domain"],
        ["Data"] = ["Domain", "Staff", "Telemetry"],
        ["Emails"] = ["Domain", "Staff", "Data", "Components", "Telemetry"],
        ["UseCases"] = ["Domain", "Staff", "Data", "Telemetry"],
        ["Pages"] = ["Domain", "Staff", "Components", "Data", "Emails", "UseCases", "Telemetry"],
        ["Hosting"] = ["Domain", "Staff", "Components", "Data", "Emails", "UseCases", "Pages", "Telemetry"],
    };

    private static readonly Lazy<IReadOnlyList<Use>> Uses = new(() => [.. AllUses().Distinct()]);

    [Fact]
    public void Every_part_uses_only_what_the_table_allows() => Assert.Empty(Uses.Value
        .Where(use => Area(use.Used) is { } used && Area(use.By) is { } by && by != used && !MayUse[by].Contains(used, StringComparer.Ordinal))
        .Select(use => $"{use.By} uses {use.Used}"));

    [Fact]
    public void Everything_stands_in_a_part_of_the_table() => Assert.Empty(Assembly().MainModule.Types
        .Where(type => type.Namespace.StartsWith(Root + ".", StringComparison.Ordinal) && !MayUse.ContainsKey(Area(type.FullName)!))
        .Select(type => type.FullName));

    [Fact]
    public void A_use_case_owes_mail_only_through_its_context()
    {
        Assert.Empty(Uses.Value
            .Where(use => Area(use.By) == "UseCases" && (Area(use.Used) == "Emails" || use.Used == $"{Root}.Data.Writing.ICommittedMail"))
            .Select(use => $"{use.By} uses {use.Used}"));
        Assert.Empty(CallsIn("UseCases")
            .Where(call => call.Called.DeclaringType.Name == nameof(OutboxMail))
            .Where(call => call.Called.Name is nameof(OutboxMail.Owed) or nameof(OutboxMail.OwedToStaff))
            .Select(call => call.By));
    }

    [Fact]
    public void The_rules_know_neither_the_database_nor_the_web() => Assert.Empty(Uses.Value
        .Where(use => Area(use.By) == "Domain"
            && (use.Used.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || use.Used.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)))
        .Select(use => $"{use.By} uses {use.Used}"));

    [Fact]
    public void Pages_only_read()
    {
        string[] writers = [$"{Root}.Data.Writing.WriteTransaction", $"{Root}.Data.Writing.PerformanceLock", $"{Root}.Data.Writing.SqliteWriteQueue", $"{Root}.Data.DatabaseInitializer"];
        Assert.Empty(Uses.Value.Where(use => Area(use.By) == "Pages" && writers.Contains(use.Used, StringComparer.Ordinal)).Select(use => $"{use.By} uses {use.Used}"));

        string[] saving = ["SaveChanges", "SaveChangesAsync", "ExecuteUpdateAsync", "ExecuteDeleteAsync", "ExecuteSqlAsync", "ExecuteSqlRawAsync", "BeginTransactionAsync"];
        Assert.Empty(CallsIn("Pages").Where(call => saving.Contains(call.Called.Name, StringComparer.Ordinal)).Select(call => $"{call.By} calls {call.Called.FullName}"));
    }

    [Fact]
    public void Only_the_lock_locks() => Assert.Empty(AllTypes()
        .Where(type => type.HasMethods && !type.FullName.StartsWith($"{Root}.Data.Writing.PerformanceLock", StringComparison.Ordinal))
        .SelectMany(type => type.Methods.Where(m => m.HasBody))
        .Where(method => method.Body.Instructions.Any(i => i.OpCode == OpCodes.Ldstr && ((string)i.Operand).Contains("UPDLOCK", StringComparison.OrdinalIgnoreCase)))
        .Select(method => method.FullName));

    /// <summary>
    /// A time limit is told by the clock, and on a machine that is too busy an innocent match outlives it: that would be a
    /// fault where there is none. The patterns are such that no text makes them slow.
    /// </summary>
    [Fact]
    public void No_pattern_gives_up_by_the_clock()
    {
        var patterns = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(member => (member.Name, Pattern: member.GetCustomAttribute<GeneratedRegexAttribute>()))
            .Where(member => member.Pattern is not null)
            .ToList();

        Assert.NotEmpty(patterns);
        Assert.All(patterns, member => Assert.Equal((member.Name, Timeout.Infinite), (member.Name, member.Pattern!.MatchTimeoutMilliseconds)));
    }

    /// <summary>The other half of the one lock order (docs/decisions/0014): nobody forgets it.</summary>
    [Fact]
    public void Whoever_changes_a_state_or_a_capacity_takes_the_lock()
    {
        string[] changes =
        [
            "Reservation::Confirm", "Reservation::Cancel", "Reservation::ChangeParty", "Reservation::MoveTo", "CheckIn::Of", "CheckIn::LetInMore", "CheckIn::Correct", "Reservation::Expire", "CheckIn::.ctor", "Performance::Recount",
            "Performance::set_AdditionalSeats", "Performance::set_ManuallyOccupiedSeats", "Performance::set_CancelledAt", "Performance::set_RoomId", "Room::set_Capacity",
        ];
        // Add performances, and a room, that nobody knows of yet.
        string[] beginners = [$"{Root}.Data.Demo.DemoSeason", $"{Root}.Data.Writing.PerformanceLock", $"{Root}.UseCases.Programme.AddRoom"];
        var changing = AllTypes()
            .Where(type => Area(Outermost(type).FullName) is not (null or "Domain"))
            .Where(type => type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions).Any(i =>
                i.Operand is MethodReference called && changes.Contains($"{called.DeclaringType.Name}::{called.Name}", StringComparer.Ordinal)))
            .Select(type => Outermost(type).FullName)
            .Distinct()
            .Except(beginners)
            .ToList();
        Assert.Contains($"{Root}.UseCases.Reservations.ConfirmReservation", changing);
        // Whatever is done to one reservation at the desk is done by LockedReservation, which takes the lock for it.
        string[] locks = [$"{Root}.Data.Writing.PerformanceLock", $"{Root}.UseCases.Reservations.LockedReservation"];
        Assert.All(changing, type => Assert.Contains(Uses.Value, use => use.By == type && locks.Contains(use.Used, StringComparer.Ordinal)));
        Assert.Contains(new Use(locks[1], locks[0]), Uses.Value);
    }

    [Fact]
    public void No_class_is_named_after_nothing_in_particular()
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Repository"];
        Assert.Empty(AllTypes()
            .Where(type => type.Namespace.StartsWith(Root, StringComparison.Ordinal) && empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName));
    }

    [Fact]
    public void This_test_can_see_a_forbidden_use() =>
        Assert.Contains(Uses.Value, use => use.By.StartsWith($"{Root}.UseCases.Reservations.ConfirmReservation", StringComparison.Ordinal) && use.Used == $"{Root}.Data.Writing.PerformanceLock");

    private static AssemblyDefinition Assembly() => AssemblyDefinition.ReadAssembly(typeof(Performance).Assembly.Location);

    private static IEnumerable<TypeDefinition> AllTypes() => Assembly().MainModule.GetTypes();

    private static string? Area(string type) =>
        type.StartsWith(Root + ".", StringComparison.Ordinal) && type[(Root.Length + 1)..].Split('.', '/') is [var area, _, ..] ? area : null;

    private static IEnumerable<Use> AllUses()
    {
        foreach (var type in AllTypes())
        {
            var by = Outermost(type).FullName;
            foreach (var used in Named(type).SelectMany(Unwrapped))
            {
                yield return new Use(by, used.FullName.Split('/')[0].Split('`')[0]);
            }
        }
    }

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.CustomAttributes.Select(a => a.AttributeType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Properties.SelectMany(p => p.CustomAttributes.Select(a => a.AttributeType)),
        .. type.GenericParameters.SelectMany(g => g.Constraints.Select(c => c.ConstraintType)),
        .. type.Methods.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. method.CustomAttributes.Select(a => a.AttributeType),
        .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Named) : [],
    ];

    private static IEnumerable<TypeReference?> Named(Instruction instruction) => instruction.Operand switch
    {
        GenericInstanceMethod call => [call.DeclaringType, .. call.GenericArguments],
        MethodReference call => [call.DeclaringType],
        FieldReference field => [field.DeclaringType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Unwrapped(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Unwrapped)],
        TypeSpecification wrapped => Unwrapped(wrapped.ElementType),
        _ => [type],
    };

    private static IEnumerable<(string By, MethodReference Called)> CallsIn(string area) => AllTypes()
        .Where(type => Area(Outermost(type).FullName) == area)
        .SelectMany(type => type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions.Select(i => (m.FullName, i.Operand as MethodReference))))
        .Where(call => call.Item2 is not null)
        .Select(call => (call.FullName, call.Item2!));

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private sealed record Use(string By, string Used);
}
