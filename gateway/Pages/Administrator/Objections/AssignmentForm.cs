using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages.Administrator.Objections;

/// <summary>The form that assigns an objection, as it was sent.</summary>
/// <param name="To">The chosen reviewer.</param>
/// <param name="BasedOn">The number of assignments that the form was made from; null to base it on the current one.</param>
public sealed record AssignmentForm(string To, long? BasedOn)
{
    internal static AssignmentForm Read(IFormCollection form) => new(form["to"].ToString(), form.BasedOn() is [var basedOn] ? basedOn : null);
}
