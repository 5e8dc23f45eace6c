using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Gateway.Pages.Administrator.Definition;

/// <summary>A field of the definition's form: named by its JSON pointer, so that it finds its value and its faults there.</summary>
public abstract class RulePart : PagePart
{
    [CascadingParameter]
    public required DefinitionForm Form { get; set; }

    [Parameter, EditorRequired]
    public string Pointer { get; set; } = "";

    /// <summary>The name under which it is sent, where that is not its pointer.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>A text of the catalogue, or the label itself.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    protected string Value => Form.Tree.Text(Pointer);

    /// <summary>Faults at this place; those of a label as a whole are shown at its Chinese text.</summary>
    protected IReadOnlyList<Fault> Faults => [.. Form.At(Pointer), .. Pointer.EndsWith("/label/zh", StringComparison.Ordinal) || Pointer == "/title/zh" ? Form.At(Pointer[..^3]) : []];

    /// <summary>Where the field is found, where several have the same pointer.</summary>
    [Parameter]
    public string? Place { get; set; }

    protected string Id => Anchor(Place ?? Pointer);

    protected string? Invalid => Faults.Count > 0 ? "true" : null;

    protected string? DescribedBy => Faults.Count > 0 ? $"{Id}-fault" : null;

    protected string LabelText => T.Find(Label) ?? Label;

    protected string Say(Fault fault) => DomainTexts.Fault(T, fault.Message);

    /// <summary>Where a pointer is found on the page.</summary>
    public static string Anchor(string pointer) => "f" + pointer.Replace('/', '-').Replace('~', '_').Replace('@', '_');
}
