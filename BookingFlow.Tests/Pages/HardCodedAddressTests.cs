using System.Text.RegularExpressions;
using BookingFlow.Web.Pages.Shared;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BookingFlow.Tests.Pages;

/// <summary>
/// Checks that pages link by page name (<c>asp-page</c>), so that each address is written once, in the <c>@page</c> directive of its page.
/// Reads the string literals of every page and page model from the compiled assembly. Page names begin with a capital letter, addresses do not.
/// </summary>
public sealed partial class HardCodedAddressTests
{
    /// <summary>Types that may contain an address, each with the reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["BookingFlow.Web.Pages.Discovery.RobotsModel"] = "Adds slashes around address segments that routing returned.",
        ["BookingFlow.Web.Pages.Staff.CheckIn.Camera.CameraStationScripts"] = "Addresses of script files, which no page has.",
        ["BookingFlow.Web.Pages.Staff.CheckIn.Camera.WorkerModel"] = "Addresses of style sheets, which no page has.",
    };

    [Fact]
    public void No_page_or_page_model_contains_a_hard_coded_address()
    {
        var literals = StringLiterals().ToList();

        // Guards against an empty result: literals of both markup and page models must have been read.
        Assert.Contains(literals, text => text.Text.Contains("<h1", StringComparison.Ordinal));
        Assert.Contains(literals, text => text.Text == "/Staff/Rooms/Edit");
        Assert.Empty(literals
            .Where(text => !Allowed.ContainsKey(text.Type) && (AddressPattern().IsMatch(text.Text) || AddressAttributePattern().IsMatch(text.Text)))
            .Select(text => $"{text.Type}: {text.Text}"));
    }

    private static IEnumerable<(string Type, string Text)> StringLiterals()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(BasePage).Assembly.Location);
        return
        [
            .. from type in assembly.MainModule.GetTypes()
               let outermost = Outermost(type)
               where outermost.Namespace.StartsWith("BookingFlow.Web.Pages", StringComparison.Ordinal)
               from method in type.Methods
               where method.HasBody
               from instruction in method.Body.Instructions
               where instruction.OpCode == OpCodes.Ldstr
               select (outermost.FullName, (string)instruction.Operand),
        ];
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    [GeneratedRegex("^/([a-z].*)?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex AddressPattern();

    [GeneratedRegex("(href|action|src)=\"/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex AddressAttributePattern();
}
