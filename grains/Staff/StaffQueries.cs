using Evaluation.Runtime;

namespace Evaluation.Staff;

public sealed record ViewStaff : IQuery<StaffRoster, StaffRoster>
{
    public Outcome<StaffRoster> Answer(StaffRoster state) => state;
}
