"""Presets that people keep in their namespaces."""

from __future__ import annotations

from tortoise import fields

from alttprbot.models.row import Row


class PresetNamespaces(Row):
    """One person's corner for presets; `name` is the part before the slash."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(50, unique=True)
    discord_user_id = fields.BigIntField(unique=True)
    collaborators: fields.ReverseRelation[PresetNamespaceCollaborators]
    aliases: fields.ReverseRelation[PresetNamespaceAliases]
    presets: fields.ReverseRelation[Presets]

    class Meta:
        table = "presetnamespaces"

    def may_be_edited_by(self, discord_user_id: int) -> bool:
        """Owner or collaborator; collaborators must be fetched."""
        return self.discord_user_id == discord_user_id or any(
            collaborator.discord_user_id == discord_user_id for collaborator in self.collaborators
        )


class PresetNamespaceAliases(Row):
    """A former name of a namespace, by which it is found until `expires`; nobody else can take it before."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(50, unique=True)
    namespace: fields.ForeignKeyRelation[PresetNamespaces] = fields.ForeignKeyField(
        "models.PresetNamespaces", related_name="aliases", on_delete=fields.CASCADE
    )
    namespace_id: int
    expires = fields.DatetimeField()

    class Meta:
        table = "presetnamespacealiases"


class PresetNamespaceCollaborators(Row):
    """Somebody else who may edit a namespace."""

    id = fields.IntField(primary_key=True)
    namespace: fields.ForeignKeyRelation[PresetNamespaces] = fields.ForeignKeyField(
        "models.PresetNamespaces", related_name="collaborators", on_delete=fields.CASCADE
    )
    namespace_id: int
    discord_user_id = fields.BigIntField()

    class Meta:
        table = "presetnamespacecollaborators"
        unique_together = (("namespace", "discord_user_id"),)


class Presets(Row):
    """One preset in a namespace; `content` is its YAML text, as uploaded."""

    id = fields.IntField(primary_key=True)
    randomizer = fields.CharField(50)
    preset_name = fields.CharField(50)
    namespace: fields.ForeignKeyRelation[PresetNamespaces] = fields.ForeignKeyField(
        "models.PresetNamespaces", related_name="presets", on_delete=fields.CASCADE
    )
    namespace_id: int
    content = fields.TextField()
    modified = fields.DatetimeField(auto_now=True)
    generated_count = fields.IntField(default=0)
    revision = fields.IntField(default=1)
    revisions: fields.ReverseRelation[PresetRevisions]

    class Meta:
        table = "presets"
        indexes = (("namespace",),)
        unique_together = (("randomizer", "preset_name", "namespace"),)


class PresetRevisions(Row):
    """A version of a preset: what it said, who saved it and when."""

    id = fields.IntField(primary_key=True)
    preset: fields.ForeignKeyRelation[Presets] = fields.ForeignKeyField(
        "models.Presets", related_name="revisions", on_delete=fields.CASCADE
    )
    preset_id: int
    revision = fields.IntField()
    content = fields.TextField()
    discord_user_id = fields.BigIntField()
    note = fields.CharField(200, null=True)
    created = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "presetrevisions"
        unique_together = (("preset", "revision"),)
