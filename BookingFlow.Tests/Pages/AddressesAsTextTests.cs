using System.Text.RegularExpressions;
using BookingFlow.Web.Pages.Shared;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BookingFlow.Tests.Pages;

/// <summary>
/// Pages make links by page name, so that an address is written in one place, at the head of its page. Read from the compiled program: the
/// text of every page and page model. Names of pages begin with a capital letter, addresses do not.
/// </summary>
public sealed partial class AddressesAsTextTests
{
    /// <summary>Types that may hold an address, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["BookingFlow.Web.Pages.Discovery.RobotsModel"] = "Puts slashes round the parts of addresses that routing gave it.",
    };

    [Fact]
    public void No_page_writes_an_address_as_text()
    {
        var texts = Texts().ToList();

        // The test sees pages (their markup) and page models.
        Assert.Contains(texts, text => text.Text.Contains("<h1", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Text == "/Staff/Rooms/Edit");
        Assert.Empty(texts
            .Where(text => !Allowed.ContainsKey(text.Type) && (Address().IsMatch(text.Text) || LinkToAddress().IsMatch(text.Text)))
            .Select(text => $"{text.Type}: {text.Text}"));
    }

    private static IEnumerable<(string Type, string Text)> Texts()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(PlacePage).Assembly.Location);
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
    private static partial Regex Address();

    [GeneratedRegex("(href|action|src)=\"/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex LinkToAddress();
}
