using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Gateway.Pages.Administrator.Definition;

/// <summary>A field of the definition's form. Its name is the JSON pointer of its value and faults.</summary>
public abstract class RulePart : PagePart
{
    [CascadingParameter]
    public required DefinitionForm Form { get; set; }

    [Parameter, EditorRequired]
    public string Pointer { get; set; } = "";

    /// <summary>The name of the form field, if it is not the pointer.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The key of a text, or the label itself.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    protected string Value => Form.Tree.Text(Pointer);

    /// <summary>Faults at this pointer. Faults of a label as a whole are shown at its Chinese text.</summary>
    protected IReadOnlyList<Fault> Faults => [.. Form.At(Pointer), .. Pointer.EndsWith("/label/zh", StringComparison.Ordinal) || Pointer == "/title/zh" ? Form.At(Pointer[..^3]) : []];

    /// <summary>The HTML id of the field, unique even if several fields have the same pointer.</summary>
    [Parameter]
    public string? Place { get; set; }

    protected string Id => Anchor(Place ?? Pointer);

    protected string? Invalid => Faults.Count > 0 ? "true" : null;

    protected string? DescribedBy => Faults.Count > 0 ? $"{Id}-fault" : null;

    protected string LabelText => T.Find(Label) ?? Label;

    protected string Say(Fault fault) => DomainTexts.Fault(T, fault.Message);

    /// <summary>The HTML id for a pointer.</summary>
    public static string Anchor(string pointer) => "f" + pointer.Replace('/', '-').Replace('~', '_').Replace('@', '_');
}
