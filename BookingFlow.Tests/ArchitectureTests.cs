using System.Reflection;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;
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

    /// <summary>The parts whose folders, however deep, use one another in one direction only.</summary>
    private static readonly string[] WithoutCycles = ["Pages"];

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
    public void Folders_form_no_cycle()
    {
        var cycles = WithoutCycles.SelectMany(part => Cycles(Uses.Value, $"{Root}.{part}")).ToList();
        Assert.True(cycles.Count == 0, $"These folders use one another in a circle:\n{string.Join('\n', cycles)}");
    }

    [Fact]
    public void The_rule_on_cycles_sees_one_over_three_folders_and_none_in_a_tree()
    {
        Use[] tree = [new("P.Home", "P.A.First"), new("P.A.First", "P.B.Second"), new("P.Home", "P.B.Second"), new("P.B.Second", "P.B.Other")];
        Assert.Empty(Cycles(tree, "P"));
        Assert.Equal(
            [
                "P → P.A → P.B → P: Home uses First",
                "P.A → P.B → P → P.A: First uses Second",
                "P → P.B → P: Home uses Second",
                "P.B → P → P.B: Second uses Home, Other uses Home",
            ],
            Cycles([.. tree, new("P.B.Second", "P.Home"), new("P.B.Other", "P.Home")], "P"));
    }

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
            && (
                use.Used.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                    || use.Used.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)))
        .Select(use => $"{use.By} uses {use.Used}"));

    [Fact]
    public void Pages_only_read()
    {
        string[] writers =
        [
            $"{Root}.Data.Writing.WriteTransaction", $"{Root}.Data.Writing.PerformanceLock", $"{Root}.Data.Writing.SqliteWriteQueue",
            $"{Root}.Data.DatabaseInitializer",
        ];
        Assert.Empty(
            Uses.Value.Where(
                use => Area(use.By) == "Pages" && writers.Contains(use.Used, StringComparer.Ordinal)).Select(use => $"{use.By} uses {use.Used}"));

        string[] saving =
        [
            "SaveChanges", "SaveChangesAsync", "ExecuteUpdateAsync", "ExecuteDeleteAsync", "ExecuteSqlAsync", "ExecuteSqlRawAsync",
            "BeginTransactionAsync",
        ];
        Assert.Empty(
            CallsIn("Pages")
                .Where(call => saving.Contains(call.Called.Name, StringComparer.Ordinal))
                .Select(call => $"{call.By} calls {call.Called.FullName}"));
    }

    [Fact]
    public void Only_the_lock_locks() => Assert.Empty(AllTypes()
        .Where(type => type.HasMethods && !type.FullName.StartsWith($"{Root}.Data.Writing.PerformanceLock", StringComparison.Ordinal))
        .SelectMany(type => type.Methods.Where(m => m.HasBody))
        .Where(
            method => method.Body.Instructions.Any(
                i => i.OpCode == OpCodes.Ldstr && ((string)i.Operand).Contains("UPDLOCK", StringComparison.OrdinalIgnoreCase)))
        .Select(method => method.FullName));

    /// <summary>
    /// A time limit is told by the clock, and on a machine that is too busy an innocent match outlives it: that would be a
    /// fault where there is none. The patterns are such that no text makes them slow.
    /// </summary>
    [Fact]
    public void No_pattern_gives_up_by_the_clock()
    {
        var patterns = typeof(Program).Assembly.GetTypes()
            .SelectMany(
                type => type.GetMembers(
                    BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
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
            "Reservation::Confirm", "Reservation::Cancel", "Reservation::ChangeParty", "Reservation::MoveTo", "CheckIn::Of", "CheckIn::LetInMore",
            "CheckIn::Correct", "Reservation::Expire", "CheckIn::.ctor", "Performance::SetConfirmedSeats",
            "Performance::set_AdditionalSeats", "Performance::set_ManuallyOccupiedSeats", "Performance::set_CancelledAt", "Performance::set_RoomId",
            "Room::set_Capacity",
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
            .Where(
                type => type.Namespace.StartsWith(Root, StringComparison.Ordinal)
                    && empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName));
    }

    [Fact]
    public void This_test_can_see_a_forbidden_use() =>
        Assert.Contains(
            Uses.Value,
            use =>
                use.By.StartsWith($"{Root}.UseCases.Reservations.ConfirmReservation", StringComparison.Ordinal)
                    && use.Used == $"{Root}.Data.Writing.PerformanceLock");

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
        .. Attributes(type),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.GenericParameters.SelectMany(g => g.Constraints.Select(c => c.ConstraintType)),
        .. type.Methods.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. Attributes(method),
        .. Attributes(method.MethodReturnType),
        .. method.Parameters.SelectMany(Attributes),
        .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(h => h.CatchType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Named) : [],
    ];

    /// <summary>Returns the attributes, and the types that are given to them.</summary>
    private static IEnumerable<TypeReference?> Attributes(Mono.Cecil.ICustomAttributeProvider member) =>
    [
        .. member.CustomAttributes.Select(a => a.AttributeType),
        .. member.CustomAttributes.SelectMany(a => a.ConstructorArguments.Concat(a.Properties.Select(p => p.Argument))).SelectMany(Given),
    ];

    private static IEnumerable<TypeReference?> Given(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument[] several => several.SelectMany(Given),
        _ => [],
    };

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
        .SelectMany(
            type => type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions.Select(i => (m.FullName, i.Operand as MethodReference))))
        .Where(call => call.Item2 is not null)
        .Select(call => (call.FullName, call.Item2!));

    /// <summary>Finds the uses between the folders of a part that can be followed back to where they begin.</summary>
    /// <returns>
    /// For each such pair of folders the shortest cycle, and the types that make its first step; the pairs with the fewest uses first.
    /// </returns>
    private static IEnumerable<string> Cycles(IReadOnlyList<Use> uses, string part)
    {
        var steps = uses.Where(use => IsIn(use.By) && IsIn(use.Used) && Folder(use.By) != Folder(use.Used))
            .ToLookup(use => (By: Folder(use.By), Used: Folder(use.Used)));
        var next = steps.Select(step => step.Key).ToLookup(step => step.By, step => step.Used, StringComparer.Ordinal);
        return from step in steps
               let back = ShortestWay(next, step.Key.Used, step.Key.By)
               where back is not null
               orderby step.Count()
               let cause = step.Select(use => $"{Name(use.By)} uses {Name(use.Used)}")
               select $"{string.Join(" → ", [step.Key.By, .. back])}: {string.Join(", ", cause)}";

        bool IsIn(string type) => type.StartsWith(part + ".", StringComparison.Ordinal);
        string Folder(string type) => type[..type.LastIndexOf('.')];
        string Name(string type) => type[(type.LastIndexOf('.') + 1)..];
    }

    private static List<string>? ShortestWay(ILookup<string, string> next, string from, string to)
    {
        var ways = new Queue<List<string>>([[from]]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        while (ways.TryDequeue(out var way))
        {
            if (way[^1] == to)
            {
                return way;
            }

            foreach (var folder in next[way[^1]].Where(seen.Add))
            {
                ways.Enqueue([.. way, folder]);
            }
        }

        return null;
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private sealed record Use(string By, string Used);
}
