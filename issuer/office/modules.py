"""The school, the registers and the modules.

A use case is imported when it is asked for; see :class:`issuer.office.Office`.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from issuer.office.foundation import OfficeFoundation

if TYPE_CHECKING:
    from issuer.services.describe_school import DescribeSchool
    from issuer.services.import_register import ImportRegister
    from issuer.services.initialise import InitialiseInstitution
    from issuer.services.module_hallmark import HallmarkModule
    from issuer.services.publish_module import PublishModule


class ModulesOffice(OfficeFoundation):
    """Everything about modules."""

    @cached_property
    def initialise(self) -> "InitialiseInstitution":
        """Set up an institution."""
        from issuer.services.initialise import InitialiseInstitution

        return InitialiseInstitution(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def publish_module(self) -> "PublishModule":
        """Publish a version of a module."""
        from issuer.services.publish_module import PublishModule

        return PublishModule(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def describe_school(self) -> "DescribeSchool":
        """Record what a school says of itself."""
        from issuer.services.describe_school import DescribeSchool

        return DescribeSchool(uow=self.uow, clock=self.clock)

    @cached_property
    def import_register(self) -> "ImportRegister":
        """Take in files of the national registers."""
        from issuer.services.import_register import ImportRegister

        return ImportRegister(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def hallmark_module(self) -> "HallmarkModule":
        """Put the school's hallmark on a module."""
        from issuer.services.module_hallmark import HallmarkModule

        return HallmarkModule(uow=self.uow, clock=self.clock, new_id=self.new_id)
