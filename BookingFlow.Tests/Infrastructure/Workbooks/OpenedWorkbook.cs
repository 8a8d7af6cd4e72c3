using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace BookingFlow.Tests.Infrastructure.Workbooks;

/// <summary>A workbook (.xlsx) opened with another library than the one that wrote it, and checked against the schema.</summary>
public sealed class OpenedWorkbook
{
    private readonly List<OpenedSheet> _sheets = [];

    private OpenedWorkbook()
    {
    }

    public IReadOnlyList<OpenedSheet> Sheets => _sheets;

    /// <summary>Opens a file that <see cref="OpenXmlValidator"/> accepts and that has no formula, link or macro in any of its parts.</summary>
    public static OpenedWorkbook Of(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        Assert.DoesNotContain(document.GetAllParts(), part => part.ExternalRelationships.Any() || part.HyperlinkRelationships.Any());
        Assert.Null(document.WorkbookPart!.VbaProjectPart);
        var opened = new OpenedWorkbook();
        foreach (var sheet in document.WorkbookPart.Workbook.Sheets!.Elements<Sheet>())
        {
            var part = (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!);
            Assert.Empty(part.Worksheet.Descendants<CellFormula>());
            Assert.Empty(part.Worksheet.Descendants<Hyperlink>());
            opened._sheets.Add(new OpenedSheet(sheet.Name!.Value!, part, document.WorkbookPart.WorkbookStylesPart!.Stylesheet));
        }

        return opened;
    }
}
