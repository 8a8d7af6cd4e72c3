using System.Reflection;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BookingFlow.Tests;

/// <summary>
/// Asserts the allowed dependencies between layers (docs/architecture.md). They are read from the compiled assembly, so that every type
/// in a signature, an attribute or a method body counts.
/// </summary>
public sealed class ArchitectureTests
{
    private const string Root = "BookingFlow.Web";

    private static readonly Dictionary<string, string[]> AllowedDependencies = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Telemetry"] = [],
        ["Staff"] = ["Domain"],
        ["Components"] = ["Domain"],
        ["Pictures"] = ["Domain", "Components"],
        ["Wallets"] = ["Domain", "Components", "Pictures"],
        ["Data"] = ["Domain", "Staff", "Telemetry"],
        ["Emails"] = ["Domain", "Staff", "Data", "Components", "Wallets", "Telemetry"],
        ["Webhooks"] = ["Domain", "Data", "Telemetry"],
        ["UseCases"] = ["Domain", "Staff", "Data", "Pictures", "Telemetry"],
        ["Pages"] = ["Domain", "Staff", "Components", "Data", "Emails", "Pictures", "Wallets", "UseCases", "Telemetry"],
        ["Api"] = ["Domain", "Components", "Data", "Pages"],
        ["Hosting"] =
        [
            "Domain", "Staff", "Components", "Data", "Emails", "Webhooks", "Pictures", "Wallets", "UseCases", "Pages", "Api", "Telemetry",
        ],
    };

    /// <summary>Areas whose folders, at any depth, must not depend on one another in a cycle.</summary>
    private static readonly string[] AcyclicAreas = ["Pages"];

    private static readonly Lazy<IReadOnlyList<Use>> Uses = new(() => [.. AllUses().Distinct()]);

    [Fact]
    public void Every_layer_uses_only_the_layers_that_the_table_allows() => Assert.Empty(Uses.Value
        .Where(
            use => Area(use.Used) is { } used && Area(use.By) is { } by && by != used
                && !AllowedDependencies[by].Contains(used, StringComparer.Ordinal))
        .Select(use => $"{use.By} uses {use.Used}"));

    [Fact]
    public void Every_type_belongs_to_a_layer_of_the_table() => Assert.Empty(Assembly().MainModule.Types
        .Where(type => type.Namespace.StartsWith(Root + ".", StringComparison.Ordinal) && !AllowedDependencies.ContainsKey(Area(type.FullName)!))
        .Select(type => type.FullName));

    [Fact]
    public void Folder_dependencies_form_no_cycle()
    {
        var cycles = AcyclicAreas.SelectMany(area => Cycles(Uses.Value, $"{Root}.{area}")).ToList();
        Assert.True(cycles.Count == 0, $"These folders depend on one another in a cycle:\n{string.Join('\n', cycles)}");
    }

    [Fact]
    public void Cycle_detection_finds_a_cycle_of_three_folders_and_none_in_a_tree()
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
    public void Use_cases_enqueue_mail_only_through_their_context()
    {
        Assert.Empty(Uses.Value
            .Where(use => Area(use.By) == "UseCases" && (Area(use.Used) == "Emails" || use.Used == $"{Root}.Data.Writing.ICommittedMail"))
            .Select(use => $"{use.By} uses {use.Used}"));
        Assert.Empty(CallsIn("UseCases")
            .Where(call => call.Called.DeclaringType.Name == nameof(OutboxMail))
            .Where(call => call.Called.Name is nameof(OutboxMail.ForReservation) or nameof(OutboxMail.ForStaff))
            .Select(call => call.By));
    }

    [Fact]
    public void The_domain_references_neither_EF_Core_nor_ASP_NET_Core() => Assert.Empty(Uses.Value
        .Where(use => Area(use.By) == "Domain"
            && (
                use.Used.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                    || use.Used.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)))
        .Select(use => $"{use.By} uses {use.Used}"));

    [Fact]
    public void Pages_and_the_API_do_not_write_to_the_database()
    {
        string[] writeTypes =
        [
            $"{Root}.Data.Writing.WriteTransaction", $"{Root}.Data.Writing.PerformanceLock", $"{Root}.Data.Writing.SqliteWriteQueue",
            $"{Root}.Data.DatabaseInitializer",
        ];
        Assert.Empty(
            Uses.Value.Where(
                use => Area(use.By) is "Pages" or "Api" && writeTypes.Contains(use.Used, StringComparer.Ordinal)).Select(use => $"{use.By} uses {use.Used}"));

        string[] writeMethods =
        [
            "SaveChanges", "SaveChangesAsync", "ExecuteUpdateAsync", "ExecuteDeleteAsync", "ExecuteSqlAsync", "ExecuteSqlRawAsync",
            "BeginTransactionAsync",
        ];
        Assert.Empty(
            CallsIn("Pages").Concat(CallsIn("Api"))
                .Where(call => writeMethods.Contains(call.Called.Name, StringComparer.Ordinal))
                .Select(call => $"{call.By} calls {call.Called.FullName}"));
    }

    /// <summary>They encode what was sent; the server throws for letters beyond ASCII in a header.</summary>
    [Fact]
    public void Only_BasePage_and_the_sign_in_redirect_to_an_address()
    {
        string[] redirects = ["set_Location", "Redirect", "RedirectPermanent", "RedirectPreserveMethod", "LocalRedirect", "LocalRedirectPermanent"];
        var callers = AllowedDependencies.Keys.SelectMany(CallsIn)
            .Where(call => redirects.Contains(call.Called.Name, StringComparer.Ordinal)
                && call.Called.DeclaringType.Namespace.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
            .Select(call => call.By.Split(' ')[1].Split("::")[0].Split('/')[0])
            .Distinct();
        Assert.Equal(["BookingFlow.Web.Hosting.Security.StaffHosting", "BookingFlow.Web.Pages.Shared.BasePage"], callers.Order());
    }

    [Fact]
    public void Only_PerformanceLock_contains_a_lock_hint() => Assert.Empty(AllTypes()
        .Where(type => type.HasMethods && !type.FullName.StartsWith($"{Root}.Data.Writing.PerformanceLock", StringComparison.Ordinal))
        .SelectMany(type => type.Methods.Where(m => m.HasBody))
        .Where(
            method => method.Body.Instructions.Any(
                i => i.OpCode == OpCodes.Ldstr && ((string)i.Operand).Contains("UPDLOCK", StringComparison.OrdinalIgnoreCase)))
        .Select(method => method.FullName));

    /// <summary>
    /// Forbids match timeouts: they measure wall-clock time, so a harmless match on an overloaded machine would fail. The patterns cannot
    /// backtrack excessively on any input.
    /// </summary>
    [Fact]
    public void No_generated_regex_has_a_match_timeout()
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

    /// <summary>Asserts that no code forgets the lock; <see cref="Data.Writing.LockOrderTests"/> asserts its order (docs/decisions/0014).</summary>
    [Fact]
    public void Every_type_that_changes_a_state_or_a_capacity_takes_the_lock()
    {
        string[] changingMembers =
        [
            "Reservation::Confirm", "Reservation::Cancel", "Reservation::ChangeParty", "Reservation::MoveTo", "Reservation::Wait",
            "Reservation::Release", "Reservation::TakeBack", "Performance::ReleaseSeats", "CheckIn::Of", "CheckIn::AdmitMore",
            "CheckIn::Correct", "Reservation::Expire", "CheckIn::.ctor", "Performance::SetConfirmedSeats",
            "Performance::SetConfirmedAccessPlaces", "Performance::SetAccessPlaces", "Performance::ReleaseAccessPlaces",
            "Reservation::TakeNoMorePlacesThan",
            "Performance::set_AdditionalSeats", "Performance::set_ManuallyOccupiedSeats", "Performance::set_CancelledAt", "Performance::set_RoomId",
            "Room::set_Capacity",
        ];
        // These only add rows that no other transaction can see yet.
        string[] creators = [$"{Root}.Data.Demo.DemoSeason", $"{Root}.Data.Writing.PerformanceLock", $"{Root}.UseCases.Programme.AddRoom"];
        // These change performances that their callers have locked.
        string[] onLocked = [$"{Root}.UseCases.Door.DoorSeats", $"{Root}.Data.Writing.WaitingListSeats"];
        var changingTypes = AllTypes()
            .Where(type => Area(Outermost(type).FullName) is not (null or "Domain"))
            .Where(type => type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions).Any(i =>
                i.Operand is MethodReference called && changingMembers.Contains($"{called.DeclaringType.Name}::{called.Name}", StringComparer.Ordinal)))
            .Select(type => Outermost(type).FullName)
            .Distinct()
            .Except([.. creators, .. onLocked])
            .ToList();
        Assert.Contains($"{Root}.UseCases.Reservations.ConfirmReservation", changingTypes);
        // Use cases on one reservation, or on a group, run through LockedReservation or LockedGroup, which take the locks for them.
        string[] locks =
        [
            $"{Root}.Data.Writing.PerformanceLock", $"{Root}.UseCases.Reservations.LockedReservation", $"{Root}.UseCases.Reservations.LockedGroup",
        ];
        Assert.All(changingTypes, type => Assert.Contains(Uses.Value, use => use.By == type && locks.Contains(use.Used, StringComparer.Ordinal)));
        Assert.Contains(new Use(locks[1], locks[0]), Uses.Value);
        Assert.Contains(new Use(locks[2], locks[0]), Uses.Value);
        // The write transaction gives seats of the performances that its use case has locked.
        var callers = Uses.Value.Where(use => onLocked.Contains(use.Used, StringComparer.Ordinal)).Select(use => use.By)
            .Except([.. onLocked, $"{Root}.Data.Writing.WriteTransaction"]).ToList();
        Assert.Contains($"{Root}.UseCases.Door.AdmitWalkIn", callers);
        Assert.All(callers, type => Assert.Contains(Uses.Value, use => use.By == type && locks.Contains(use.Used, StringComparer.Ordinal)));
    }

    [Fact]
    public void No_class_name_ends_in_a_generic_suffix()
    {
        string[] genericSuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Repository"];
        Assert.Empty(AllTypes()
            .Where(
                type => type.Namespace.StartsWith(Root, StringComparison.Ordinal)
                    && genericSuffixes.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName));
    }

    [Fact]
    public void A_known_dependency_is_detected() =>
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
            foreach (var used in ReferencedTypes(type).SelectMany(Unwrapped))
            {
                yield return new Use(by, used.FullName.Split('/')[0].Split('`')[0]);
            }
        }
    }

    private static IEnumerable<TypeReference?> ReferencedTypes(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. Attributes(type),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.GenericParameters.SelectMany(g => g.Constraints.Select(c => c.ConstraintType)),
        .. type.Methods.SelectMany(ReferencedTypes),
    ];

    private static IEnumerable<TypeReference?> ReferencedTypes(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. Attributes(method),
        .. Attributes(method.MethodReturnType),
        .. method.Parameters.SelectMany(Attributes),
        .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(h => h.CatchType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(ReferencedTypes) : [],
    ];

    /// <summary>Returns the types of a member's attributes and the types in their arguments.</summary>
    private static IEnumerable<TypeReference?> Attributes(Mono.Cecil.ICustomAttributeProvider member) =>
    [
        .. member.CustomAttributes.Select(a => a.AttributeType),
        .. member.CustomAttributes.SelectMany(a => a.ConstructorArguments.Concat(a.Properties.Select(p => p.Argument))).SelectMany(TypesIn),
    ];

    private static IEnumerable<TypeReference?> TypesIn(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument[] several => several.SelectMany(TypesIn),
        _ => [],
    };

    private static IEnumerable<TypeReference?> ReferencedTypes(Instruction instruction) => instruction.Operand switch
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

    /// <summary>Finds the dependencies between folders of an area that are part of a cycle.</summary>
    /// <returns>
    /// For each such pair of folders, the shortest cycle and the types that cause its first step; pairs with the fewest uses come first.
    /// </returns>
    private static IEnumerable<string> Cycles(IReadOnlyList<Use> uses, string area)
    {
        var steps = uses.Where(use => IsIn(use.By) && IsIn(use.Used) && Folder(use.By) != Folder(use.Used))
            .ToLookup(use => (By: Folder(use.By), Used: Folder(use.Used)));
        var next = steps.Select(step => step.Key).ToLookup(step => step.By, step => step.Used, StringComparer.Ordinal);
        return from step in steps
               let back = ShortestPath(next, step.Key.Used, step.Key.By)
               where back is not null
               orderby step.Count()
               let cause = step.Select(use => $"{Name(use.By)} uses {Name(use.Used)}")
               select $"{string.Join(" → ", [step.Key.By, .. back])}: {string.Join(", ", cause)}";

        bool IsIn(string type) => type.StartsWith(area + ".", StringComparison.Ordinal);
        string Folder(string type) => type[..type.LastIndexOf('.')];
        string Name(string type) => type[(type.LastIndexOf('.') + 1)..];
    }

    private static List<string>? ShortestPath(ILookup<string, string> next, string from, string to)
    {
        var paths = new Queue<List<string>>([[from]]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        while (paths.TryDequeue(out var path))
        {
            if (path[^1] == to)
            {
                return path;
            }

            foreach (var folder in next[path[^1]].Where(seen.Add))
            {
                paths.Enqueue([.. path, folder]);
            }
        }

        return null;
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private sealed record Use(string By, string Used);
}
