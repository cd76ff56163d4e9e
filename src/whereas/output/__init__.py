"""The only room that writes: staging, atomic swap, zip, digests and the seal.

Every other room gives paths and bytes; nothing here knows what they mean.
"""
