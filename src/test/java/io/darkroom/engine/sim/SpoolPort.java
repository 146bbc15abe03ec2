package io.darkroom.engine.sim;

import io.darkroom.engine.AnswerSpool;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Landing;
import io.darkroom.storage.SpooledImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// One worker's view of a spool.
record SpoolPort(Life life, SimSpool spool) implements AnswerSpool {

    @Override
    public boolean hasRoom() {
        var world = life.world;
        world.point(life, "hasRoom");
        if (spool.room && world.fails(world.faults.disk())) {
            spool.room = false;
        } else if (!spool.room && (world.calm || world.dice.oneIn(3))) {
            spool.room = true;
        }
        life.call().asked = world.step;
        life.call().room = spool.room;
        return spool.room;
    }

    @Override
    public Landing landing(long attempt) {
        return new SimSpool.Place(spool, attempt, life);
    }

    @Override
    public SpooledImage seal(long attempt) throws IOException, NotAnImage {
        var world = life.world;
        world.point(life, "seal");
        if (world.fails(world.faults.disk())) {
            world.ledger.attempt(attempt).excuse("the disk failed");
            throw new IOException("the disk fails");
        }
        var image = spool.seal(attempt, life);
        world.say(life.name, "sealed", image.file());
        world.point(life, "sealed");
        return image;
    }

    @Override
    public Optional<SpooledImage> sealed(long attempt) {
        var world = life.world;
        world.point(life, "look");
        if (world.fails(world.faults.disk() / 4)) {
            life.broken++;
            throw new UncheckedIOException("The spool cannot be read", new IOException());
        }
        return spool.sealed(attempt);
    }

    @Override
    public void discard(long attempt) {
        life.world.point(life, "discard");
        life.world.say(life.name, "discards", attempt);
        spool.discard(attempt);
    }
}
